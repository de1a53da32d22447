package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.stats.AnalysisOfVariance;
import org.tacflow.stats.Coefficient;
import org.tacflow.stats.EffectSize;
import org.tacflow.stats.EffectSizes;
import org.tacflow.stats.GroupContrast;
import org.tacflow.stats.Observations;
import org.tacflow.stats.TermTest;
import org.tacflow.stats.TwoGroupTest;
import org.tacflow.stats.TwoGroups;

/** The tests of one group against another, one row each. */
final class ContrastTests {
  private final ContrastPeople people;

  ContrastTests(ContrastPeople people) {
    this.people = people;
  }

  /** Welch's t with Hedges' g. */
  Row welch() {
    Cells cells = people.describe("welch");
    if (people.tooFew(cells)) {
      return cells.row();
    }
    TwoGroupTest test = TwoGroups.welch(people.first.values(), people.second.values());
    EffectSize g = EffectSizes.hedgesG(people.first.values(), people.second.values());
    return twoGroups(cells, test)
        .put("effect", "hedges_g")
        .put("effect_size", g.value())
        .put("effect_low", g.ciLow())
        .put("effect_high", g.ciHigh())
        .row();
  }

  /** Rank sum with the rank-biserial correlation {@code 2 W/(n1 n2) - 1}. */
  Row mannWhitney() {
    Cells cells = people.describe("mann_whitney");
    if (people.tooFew(cells)) {
      return cells.row();
    }
    TwoGroupTest test = TwoGroups.mannWhitney(people.first.values(), people.second.values());
    return twoGroups(cells, test)
        .put("effect", "rank_biserial")
        .put("effect_size", 2 * test.statistic() / ((double) test.n1() * test.n2()) - 1)
        .row();
  }

  private Cells twoGroups(Cells cells, TwoGroupTest test) {
    percent(cells, test.difference(), test.ciLow(), test.ciHigh());
    return cells
        .put("difference", test.difference())
        .put("ci_low", test.ciLow())
        .put("ci_high", test.ciHigh())
        .put("statistic", test.statistic())
        .put("df", test.df())
        .put("p", test.p())
        .put("status", test.reason() == null ? "ok" : test.reason());
  }

  /** Least squares with the held columns; F of the group by type II. */
  Row ancova() {
    Cells cells = people.describe("ancova");
    if (people.tooFew(cells)) {
      return cells.row();
    }
    Observations rows = people.members();
    List<String> held = people.held(rows);
    GroupContrast contrast = people.adjusted(rows);
    if (contrast.reason() != null) {
      return cells.put("status", contrast.reason()).row();
    }
    List<String> terms = new ArrayList<>(held);
    terms.add(ContrastPeople.MEMBER);
    TermTest f = AnalysisOfVariance.typeTwo(rows, Selection.VALUE, terms).get(held.size());
    double sd = contrast.residualSd();
    Coefficient b = contrast.difference();
    percent(cells, b.estimate(), b.ciLow(), b.ciHigh());
    return test(cells, f)
        .put("covariates", String.join(" ", held))
        .put("difference", b.estimate())
        .put("ci_low", b.ciLow())
        .put("ci_high", b.ciHigh())
        .put("effect", "adjusted_d")
        .put("effect_size", b.estimate() / sd)
        .put("effect_low", b.ciLow() / sd)
        .put("effect_high", b.ciHigh() / sd)
        .row();
  }

  /** Whether the group's difference depends on the genotype: F of the interaction, type III. */
  Row interaction() {
    Cells cells = people.describe("interaction");
    if (people.tooFew(cells)) {
      return cells.row();
    }
    Observations rows = people.members();
    if (rows.levels(Selection.GENOTYPE).size() < 2) {
      return cells.put("status", "one genotype only").row();
    }
    List<String> terms = new ArrayList<>(people.held(rows));
    terms.add(ContrastPeople.MEMBER);
    terms.add(ContrastPeople.MEMBER + ":" + Selection.GENOTYPE);
    List<TermTest> tests = AnalysisOfVariance.typeThree(rows, Selection.VALUE, terms);
    return test(cells, tests.get(tests.size() - 1)).row();
  }

  private void percent(Cells cells, double difference, double low, double high) {
    if (people.needs.log()) {
      cells
          .put("percent", 100 * Math.expm1(difference))
          .put("percent_low", 100 * Math.expm1(low))
          .put("percent_high", 100 * Math.expm1(high));
    } else {
      cells.put("percent", 100 * difference / ContrastPeople.mean(people.second.values()));
    }
  }

  private static Cells test(Cells cells, TermTest f) {
    return cells
        .put("statistic", f.f())
        .put("term_df", f.df())
        .put("df", (double) f.errorDf())
        .put("p", f.p())
        .put("status", f.reason() == null ? "ok" : f.reason());
  }
}
