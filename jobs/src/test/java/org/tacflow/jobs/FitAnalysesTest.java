package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;

/**
 * Declared analyses give the numbers that R 4.2.2 (lme4 1.1-31, car 3.1-1) computed of the
 * reference cohort ({@code domain/stats_golden.csv}), each to the tolerance of the reference.
 */
class FitAnalysesTest {
  private static final Offset<Double> TOLERANCE = within(1e-9);
  private static final String ANALYSES =
      """
      analyses:
        - {id: score, kind: linear, groups: [AD], scales: [MMSE], terms: [score, age]}
        - {id: interaction, kind: linear, terms: [group, rs6971, 'group:rs6971']}
        - {id: answer, kind: logistic, groups: [AD, HC], scales: [EDSS_PROGRESSION], terms: [group]}
        - {id: slopes, kind: linear, scales: [MMSE], terms: [group, score, 'group:score']}
        - {id: blind, kind: linear, terms: [group], genotype: none}
        - {id: visits, kind: mixed-visits}
      """;

  @TempDir static Path folder;

  private static RunContext run;

  @BeforeAll
  static void runOnce() throws IOException {
    run = CohortTables.golden().runWith(folder.resolve("a"), ANALYSES, 0, new FitAnalyses());
  }

  private static Row row(String analysis, String where) {
    return CohortTables.row(run, Tables.MODEL_TERMS, "analysis = '" + analysis + "' and " + where);
  }

  /** S08: lm(log VT ~ mmse + genotype + age) in AD; drop1 gives the square of t as F. */
  @Test
  void theLinearModelIsThatOfR() {
    Row row = row("score", "region = 'parietal' and term = 'score' and test = 'coefficient'");
    assertThat(row.<Double>getAs("coefficient")).isCloseTo(-0.0485848035356, TOLERANCE);
    assertThat(row.<Double>getAs("se")).isCloseTo(0.00980885842156, TOLERANCE);
    assertThat(row.<Double>getAs("p")).isCloseTo(6.69531938977e-05, TOLERANCE);
    assertThat(row.<String>getAs("formula")).isEqualTo("value ~ rs6971 + score + age");
    assertThat(row.<Integer>getAs("n")).isEqualTo(25);
    Row f = row("score", "region = 'parietal' and term = 'score' and test = 'type_ii'");
    assertThat(f.<Double>getAs("statistic"))
        .isCloseTo(Math.pow(row.<Double>getAs("statistic"), 2), within(1e-6));
  }

  /** S10: car::Anova type 3 under sum contrasts. */
  @Test
  void withAnInteractionTestsAreOfTypeThree() {
    Row group = row("interaction", "region = 'parietal' and term = 'group' and test = 'type_iii'");
    Row both =
        row("interaction", "region = 'parietal' and term = 'group:rs6971' and test = 'type_iii'");
    assertThat(group.<Double>getAs("statistic")).isCloseTo(3.35651735053, TOLERANCE);
    assertThat(both.<Double>getAs("statistic")).isCloseTo(1.01038917164, TOLERANCE);
    assertThat(both.<Double>getAs("p")).isCloseTo(0.321167747382, TOLERANCE);
    assertThat(group.<String>getAs("disease")).isEqualTo("AD+HC");
    assertThat(group.<Integer>getAs("n")).isEqualTo(42);
    int gone = 0;
    for (String why : List.of("lab", "genotype", "covariate", "score", "outcome", "repeat")) {
      gone += group.<Integer>getAs("excluded_" + why);
    }
    assertThat(gone).isEqualTo(48 - 42);
    assertThat(group.<Integer>getAs("excluded_lab")).isEqualTo(4);
  }

  /** S20: lmer(log VT ~ group * region + genotype + (1 | subject)), tolerance 1e-4. */
  @Test
  void theMixedModelOverRegionsIsThatOfLme4() throws IOException {
    // The reference leaves a person out who has one region only.
    RunContext mixed =
        CohortTables.golden("sub-40")
            .runWith(
                folder.resolve("m"),
                "analyses: [{id: regions, kind: mixed-regions, terms: [group, 'group:region']}]\n",
                0,
                new FitAnalyses());
    Row group = CohortTables.row(mixed, Tables.MODEL_TERMS, "term = 'groupAD'");
    Row both = CohortTables.row(mixed, Tables.MODEL_TERMS, "term = 'groupAD:regionparietal'");
    assertThat(group.<Double>getAs("coefficient")).isCloseTo(0.0445384684172, within(1e-4));
    assertThat(both.<Double>getAs("coefficient")).isCloseTo(0.125194670581, within(1e-4));
    assertThat(group.<Double>getAs("sd_intercept")).isCloseTo(0.203891126721, within(1e-4));
    assertThat(group.<Double>getAs("sd_residual")).isCloseTo(0.178180532486, within(1e-4));
    assertThat(group.<Double>getAs("reml_criterion")).isCloseTo(16.9146190909, within(1e-4));
    assertThat(group.<String>getAs("region")).isEqualTo("all");
  }

  /** Without the genotype the number of a sensitive tracer bears a flag, and LAB stay out. */
  @Test
  void theBlindAnalysisSaysSo() {
    Row blind = row("blind", "region = 'parietal' and test = 'type_ii'");
    assertThat(blind.<String>getList(blind.fieldIndex("flags"))).contains("genotype_unadjusted");
    Row sighted =
        row("interaction", "region = 'parietal' and term = 'group' and test = 'type_iii'");
    assertThat(sighted.<String>getList(sighted.fieldIndex("flags")))
        .doesNotContain("genotype_unadjusted");
  }

  /** S19: glm(AD ~ scaled log VT + genotype); the answer stands as a yes/no scale. */
  @Test
  void theLogisticModelIsThatOfR() throws IOException {
    CohortTables tables = CohortTables.golden();
    tables.scoreGroups("EDSS_PROGRESSION", "AD", "everyone");
    RunContext logistic =
        tables.runWith(
            folder.resolve("l"), "analyses: [{id: a, kind: logistic}]\n", 0, new FitAnalyses());
    Row row =
        CohortTables.row(
            logistic,
            Tables.MODEL_TERMS,
            "region = 'parietal' and term = 'outcome' and subgroup = 'all'");
    assertThat(row.<Double>getAs("odds_ratio")).isCloseTo(2.17673241906, within(1e-7));
    assertThat(row.<Double>getAs("p")).isCloseTo(0.0790687738814, within(1e-7));
    assertThat(row.<Integer>getAs("n")).isEqualTo(42);
    assertThat(row.<String>getAs("transform")).isEqualTo("log per_sd");
    assertThat(row.<Double>getAs("odds_low")).isLessThan(1);
  }

  /** One family is the regions of one term: two regions, p of both adjusted together. */
  @Test
  void termsAreCorrectedOverRegions() {
    List<Row> rows =
        CohortTables.rows(
            run, Tables.MODEL_TERMS, "analysis = 'score' and term = 'score' and test = 'type_ii'");
    assertThat(rows).hasSize(2);
    double larger = rows.stream().mapToDouble(r -> r.<Double>getAs("p")).max().orElseThrow();
    assertThat(rows).allMatch(r -> r.<Integer>getAs("family_size") == 2);
    assertThat(rows).allMatch(r -> r.<Double>getAs("p_adjusted") <= larger + 1e-15);
    assertThat(rows).anyMatch(r -> r.<Double>getAs("p_adjusted") > r.<Double>getAs("p"));
  }

  /** Nobody has two scans: no model of visits, and no row that says nothing. */
  @Test
  void noModelOfVisitsWithoutSecondScans() {
    assertThat(CohortTables.rows(run, Tables.MODEL_TERMS, "analysis = 'visits'")).isEmpty();
  }

  /** Rows in another order, in five partitions, under a locale with decimal commas. */
  @Test
  void theOrderOfRowsAndTheLocaleChangeNothing() throws IOException {
    java.util.Locale before = java.util.Locale.getDefault();
    try {
      java.util.Locale.setDefault(java.util.Locale.GERMANY);
      RunContext other =
          CohortTables.golden().runWith(folder.resolve("b"), ANALYSES, 7, new FitAnalyses());
      assertThat(CohortTables.lines(other, Tables.MODEL_TERMS))
          .isNotEmpty()
          .isEqualTo(CohortTables.lines(run, Tables.MODEL_TERMS));
    } finally {
      java.util.Locale.setDefault(before);
    }
  }
}
