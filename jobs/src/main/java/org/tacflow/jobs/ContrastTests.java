package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tacflow.jobs.OutcomeCase.Stratum;
import org.tacflow.stats.AnalysisOfVariance;
import org.tacflow.stats.Coefficient;
import org.tacflow.stats.ContingencyTest;
import org.tacflow.stats.EffectSize;
import org.tacflow.stats.EffectSizes;
import org.tacflow.stats.GroupContrast;
import org.tacflow.stats.LinearModel;
import org.tacflow.stats.Observations;
import org.tacflow.stats.OutcomeScale;
import org.tacflow.stats.Power;
import org.tacflow.stats.TermTest;
import org.tacflow.stats.TwoGroupTest;
import org.tacflow.stats.TwoGroups;

/** The tests of one group against another, one row each; the case's people are chosen once. */
final class ContrastTests {
  private static final int HEADLINE_N = 10;
  private static final double LEVEL = 0.05;
  private static final double POWER = 0.8;
  private static final String GROUP = "group";
  private static final String OTHER = "comparator";
  private static final String MEMBER = "member";

  private final OutcomeCase one;
  private final Stratum group;
  private final Stratum comparator;
  private final Selection.Needs needs;
  private final GenotypeRule rule;
  private final int minimumN;
  private final List<String> marks;
  private final Selection first;
  private final Selection second;
  private final Selection both;

  ContrastTests(
      OutcomeCase one,
      Stratum group,
      Stratum comparator,
      Selection.Needs needs,
      GenotypeRule rule,
      int minimumN,
      List<String> marks) {
    this.marks = List.copyOf(marks);
    this.one = one;
    this.group = group;
    this.comparator = comparator;
    this.needs = needs;
    this.rule = rule;
    this.minimumN = minimumN;
    List<CaseScan> scans = new ArrayList<>(group.scans());
    scans.addAll(comparator.scans());
    this.first = Selection.of(group.scans(), one.tracer(), rule, needs);
    this.second = Selection.of(comparator.scans(), one.tracer(), rule, needs);
    this.both = Selection.of(scans, one.tracer(), rule, needs);
  }

  /** Welch's t with Hedges' g. */
  Row welch() {
    Cells cells = describe("welch");
    if (tooFew(cells)) {
      return cells.row();
    }
    TwoGroupTest test = TwoGroups.welch(first.values(), second.values());
    EffectSize g = EffectSizes.hedgesG(first.values(), second.values());
    return twoGroups(cells, test)
        .put("effect", "hedges_g")
        .put("effect_size", g.value())
        .put("effect_low", g.ciLow())
        .put("effect_high", g.ciHigh())
        .row();
  }

  /** Rank sum with the rank-biserial correlation {@code 2 W/(n1 n2) - 1}. */
  Row mannWhitney() {
    Cells cells = describe("mann_whitney");
    if (tooFew(cells)) {
      return cells.row();
    }
    TwoGroupTest test = TwoGroups.mannWhitney(first.values(), second.values());
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
    Cells cells = describe("ancova");
    if (tooFew(cells)) {
      return cells.row();
    }
    Observations rows = members();
    List<String> held = held(rows);
    GroupContrast contrast =
        GroupContrast.adjusted(
            rows, Selection.VALUE, OutcomeScale.LINEAR, MEMBER, OTHER, GROUP, held);
    if (contrast.reason() != null) {
      return cells.put("status", contrast.reason()).row();
    }
    List<String> terms = new ArrayList<>(held);
    terms.add(MEMBER);
    TermTest f = AnalysisOfVariance.typeTwo(rows, Selection.VALUE, terms).get(held.size());
    LinearModel model = LinearModel.fit(rows, Selection.VALUE, terms);
    double sd = Math.sqrt(model.residualSumOfSquares() / model.residualDf());
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
    Cells cells = describe("interaction");
    if (tooFew(cells)) {
      return cells.row();
    }
    Observations rows = members();
    if (rows.levels(Selection.GENOTYPE).size() < 2) {
      return cells.put("status", "one genotype only").row();
    }
    List<String> terms = new ArrayList<>(held(rows));
    terms.add(MEMBER);
    terms.add(MEMBER + ":" + Selection.GENOTYPE);
    List<TermTest> tests = AnalysisOfVariance.typeThree(rows, Selection.VALUE, terms);
    return test(cells, tests.get(tests.size() - 1)).row();
  }

  private void percent(Cells cells, double difference, double low, double high) {
    if (needs.log()) {
      cells
          .put("percent", 100 * Math.expm1(difference))
          .put("percent_low", 100 * Math.expm1(low))
          .put("percent_high", 100 * Math.expm1(high));
    } else {
      cells.put("percent", 100 * difference / mean(second.values()));
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

  private Observations members() {
    List<String> labels = new ArrayList<>(Collections.nCopies(first.n(), GROUP));
    labels.addAll(Collections.nCopies(second.n(), OTHER));
    return both.observations().withFactor(MEMBER, labels, List.of(OTHER, GROUP));
  }

  /** The held columns that vary: a factor with one level holds nothing. */
  private List<String> held(Observations rows) {
    return both.held().stream()
        .filter(name -> !rows.isFactor(name) || rows.levels(name).size() > 1)
        .toList();
  }

  private boolean tooFew(Cells cells) {
    String why = null;
    if (first.n() < minimumN || second.n() < minimumN) {
      why = "n = " + first.n() + " and " + second.n() + " (must be >= " + minimumN + " each)";
      cells.put("status", why);
      cells.put("cases", first.n() < minimumN ? first.cases() : second.cases());
    }
    return why != null;
  }

  private Cells describe(String method) {
    Cells cells = new Cells(CaseContrasts.SCHEMA);
    OutcomeCases.KEY.forEach(column -> cells.put(column, one.head().getAs(column)));
    both.fill(cells);
    double p = genotypeP();
    List<String> groups =
        List.of(group.disease(), group.subgroup(), comparator.disease(), comparator.subgroup());
    return cells
        .put("disease", group.disease())
        .put("subgroup", group.subgroup())
        .put("comparator", comparator.disease())
        .put("comparator_subgroup", comparator.subgroup())
        .put("method", method)
        .put("covariates", String.join(" ", both.held()))
        .put("transform", needs.log() ? "log" : "none")
        .put("n_group", first.n())
        .put("n_comparator", second.n())
        .put("mean_group", mean(first.values()))
        .put("mean_comparator", mean(second.values()))
        .put("sd_group", sd(first.values()))
        .put("sd_comparator", sd(second.values()))
        .put(
            "smallest_detectable",
            Power.smallestDetectableDifference(first.n(), second.n(), POWER, LEVEL))
        .put("genotype_p", p)
        .put("family", Families.id(one.head(), groups, List.of(method)))
        .put("flags", flags(p))
        .put("version", Version.current());
  }

  private List<String> flags(double genotypeP) {
    List<String> flags = new ArrayList<>();
    if (!needs.genotype() && rule.sensitive(one.tracer())) {
      flags.add("genotype_unadjusted");
    }
    if (rule.affected(one.tracer()) && genotypeP < LEVEL) {
      flags.add("genotype_imbalance");
    }
    if (Math.min(first.n(), second.n()) < HEADLINE_N) {
      flags.add("small_n");
    }
    if (first.estimatesDiffer() || second.estimatesDiffer()) {
      flags.add("estimates_differ");
    }
    flags.addAll(marks);
    return flags;
  }

  private double genotypeP() {
    return ContingencyTest.fisherExact(
            new int[][] {genotypes(first.genotypes()), genotypes(second.genotypes())})
        .p();
  }

  /** Counts of HAB, MAB and LAB. */
  static int[] genotypes(List<String> genotypes) {
    Map<String, Integer> counts = Selection.counts(genotypes);
    return new int[] {
      counts.getOrDefault("HAB", 0), counts.getOrDefault("MAB", 0), counts.getOrDefault("LAB", 0)
    };
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double sd(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
