package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/**
 * Tables through Spark hold the numbers that R 4.2.2 computed of the reference cohort (48 people,
 * LAB and missing values among them; {@code domain/stats_golden.csv}). Tolerance 1e-9, that of the
 * reference.
 */
class CohortStatisticsTest {
  private static final Offset<Double> TOLERANCE = within(1e-9);
  private static final String SETTINGS =
      "methods: [pearson, spearman, kendall],"
          + " adjustments: [none, genotype, stratified, zscore], permutations: 199,"
          + " bootstrap: 200";

  @TempDir static Path folder;

  private static RunContext run;

  @BeforeAll
  static void runOnce() throws IOException {
    run =
        CohortTables.golden()
            .run(folder.resolve("a"), SETTINGS, 0, new CorrelateSeverity(), new ContrastGroups());
  }

  private static Row correlation(String method, String adjustment) {
    return CohortTables.row(
        run,
        Tables.SEVERITY_CORRELATIONS,
        "disease = 'AD' and region = 'parietal' and scale = 'MMSE' and method = '%s' and adjustment = '%s'"
            .formatted(method, adjustment));
  }

  private static Row contrast(String method) {
    return CohortTables.row(
        run,
        Tables.GROUP_CONTRASTS,
        "disease = 'AD' and region = 'parietal' and method = '" + method + "'");
  }

  /** S05: lm residuals. */
  @Test
  void partialCorrelationGivenTheGenotypeIsThatOfR() {
    Row row = correlation("pearson", "genotype");
    assertThat(row.<Integer>getAs("n")).isEqualTo(25);
    assertThat(row.<Double>getAs("r")).isCloseTo(-0.734329563661, TOLERANCE);
    assertThat(row.<Double>getAs("r_severity")).isCloseTo(0.734329563661, TOLERANCE);
    assertThat(row.<Double>getAs("df")).isEqualTo(22);
    assertThat(row.<Double>getAs("p")).isCloseTo(4.40311482164e-05, TOLERANCE);
    assertThat(row.<Double>getAs("ci_low")).isCloseTo(-0.877722063467, TOLERANCE);
    assertThat(row.<String>getAs("transform")).isEqualTo("log");
    assertThat(row.<String>getAs("covariates")).isEqualTo("rs6971");
  }

  /** S06 and S07: the same with age held constant. */
  @Test
  void furtherCovariatesAreHeldConstant() throws IOException {
    RunContext aged =
        CohortTables.golden()
            .run(folder.resolve("aged"), "covariates: [age]", 0, new CorrelateSeverity());
    String where =
        "disease = 'AD' and region = 'parietal' and scale = 'MMSE' and adjustment = 'genotype' and method = '%s'";
    Row pearson = CohortTables.row(aged, Tables.SEVERITY_CORRELATIONS, where.formatted("pearson"));
    Row spearman =
        CohortTables.row(aged, Tables.SEVERITY_CORRELATIONS, where.formatted("spearman"));
    assertThat(pearson.<Double>getAs("r")).isCloseTo(-0.734032461269, TOLERANCE);
    assertThat(pearson.<Double>getAs("df")).isEqualTo(21);
    assertThat(spearman.<Double>getAs("r")).isCloseTo(-0.52440744044, TOLERANCE);
    assertThat(pearson.<String>getAs("covariates")).isEqualTo("rs6971 age");
  }

  /** S16: Fisher z of log VT with weights n − 3. */
  @Test
  void strataArePooledByFisherZ() {
    Row row = correlation("pearson", "stratified");
    // The reference is given to 1e-6.
    assertThat(row.<Double>getAs("r")).isCloseTo(-0.697882853713, within(1e-6));
    assertThat(row.<Integer>getAs("strata")).isEqualTo(2);
    // One degree of freedom: p = erfc(sqrt(Q/2)) with Q 0.692849, by hand 0.4052.
    assertThat(row.<Double>getAs("heterogeneity_p")).isCloseTo(0.4052, within(1e-4));
    assertThat(row.<Double>getAs("df") == null).isTrue();
  }

  /** Of two genotypes with own mean and spread, z scores leave one line: r is exactly 1. */
  @Test
  void zScoresPutGenotypesOnOneScale() throws IOException {
    CohortTables tables = new CohortTables();
    double[] controls = {-1, 0, 1};
    for (int g = 0; g < 2; g++) {
      String genotype = g == 0 ? "HAB" : "MAB";
      double mean = g == 0 ? 5 : 2;
      double sd = g == 0 ? 1.5 : 0.25;
      for (int i = 0; i < 3; i++) {
        person(tables, "sub-c" + g + i, "HC", genotype, mean + sd * controls[i]);
      }
      for (int i = 1; i <= 4; i++) {
        double z = 0.7 * i + 0.2 * g;
        String id = "sub-p" + g + i;
        person(tables, id, "AD", genotype, mean + sd * z);
        tables.score(id, id, "CDR_SB", 2 + z, 1);
      }
    }
    // No control shares this person's genotype class that often: no z score.
    person(tables, "sub-p9", "AD", null, 3.0);
    tables.score("sub-p9", "sub-p9", "CDR_SB", 9, 1);
    RunContext scored =
        tables.run(
            folder.resolve("z"),
            "adjustments: [none, zscore], log-transform-vt: false",
            0,
            new CorrelateSeverity());
    Row z =
        CohortTables.row(
            scored, Tables.SEVERITY_CORRELATIONS, "method = 'pearson' and adjustment = 'zscore'");
    Row none =
        CohortTables.row(
            scored, Tables.SEVERITY_CORRELATIONS, "method = 'pearson' and adjustment = 'none'");
    assertThat(z.<Double>getAs("r")).isCloseTo(1, within(1e-12));
    assertThat(z.<Integer>getAs("n")).isEqualTo(8);
    assertThat(z.<Integer>getAs("excluded_genotype")).isEqualTo(1);
    assertThat(none.<Double>getAs("r")).isLessThan(0.9);
    assertThat(none.<String>getList(none.fieldIndex("flags"))).contains("genotype_unadjusted");
  }

  private static void person(
      CohortTables tables, String id, String disease, String genotype, double vt) {
    tables.scan(id, new CohortTables.Person(id, disease, null, "A", 60.0, "female", genotype));
    tables.outcome(id, id, "thalamus", vt);
  }

  /** S09: drop1 and lm. */
  @Test
  void ancovaGivenTheGenotypeIsThatOfR() {
    Row row = contrast("ancova");
    int n = row.<Integer>getAs("n_group") + row.<Integer>getAs("n_comparator");
    assertThat(n).isEqualTo(42);
    assertThat(row.<Double>getAs("statistic")).isCloseTo(3.3556234493, TOLERANCE);
    assertThat(row.<Double>getAs("p")).isCloseTo(0.0746212179125, TOLERANCE);
    assertThat(row.<Double>getAs("difference")).isCloseTo(0.169733138999, TOLERANCE);
    assertThat(row.<Double>getAs("percent")).isCloseTo(18.4988581883, TOLERANCE);
    assertThat(row.<Integer>getAs("excluded_lab")).isEqualTo(4);
    assertThat(row.<Integer>getAs("excluded_genotype")).isEqualTo(1);
    assertThat(row.<Integer>getAs("excluded_outcome")).isEqualTo(1);
    int gone = 0;
    for (String column : new String[] {"lab", "genotype", "covariate", "outcome", "repeat"}) {
      gone += row.<Integer>getAs("excluded_" + column);
    }
    assertThat(n + gone).isEqualTo(CohortTables.rows(run, Tables.COHORT, "true").size());
  }

  /** S10: car::Anova type 3 under sum contrasts. */
  @Test
  void theInteractionIsThatOfR() {
    Row row = contrast("interaction");
    assertThat(row.<Double>getAs("statistic")).isCloseTo(1.01038917164, TOLERANCE);
    assertThat(row.<Double>getAs("p")).isCloseTo(0.321167747382, TOLERANCE);
    assertThat(row.<Integer>getAs("term_df")).isEqualTo(1);
  }

  // CONTRASTS

  @Test
  void permutationsAgreeWithTheParametricTestAndRegionsAreCorrectedTogether() {
    Row row = correlation("pearson", "genotype");
    // 199 random orders and the one as it stands: at p = 4e-5 two or more of the random ones reach
    // the observed r in 3 of 100,000 keys.
    assertThat(row.<Double>getAs("p_permutation")).isBetween(1 / 200.0, 2 / 200.0);
    assertThat(row.<Double>getAs("p_fwe")).isGreaterThanOrEqualTo(1 / 200.0);
    assertThat(row.<Integer>getAs("permutations")).isEqualTo(200);
    for (Row tested :
        CohortTables.rows(run, Tables.SEVERITY_CORRELATIONS, "p_permutation is not null")) {
      assertThat(tested.<String>getAs("method")).isEqualTo("pearson");
      assertThat(tested.<Double>getAs("p_fwe"))
          .isGreaterThanOrEqualTo(tested.<Double>getAs("p_permutation"));
      // Sampling error of a share of 199 is at most 0.035; four of those.
      assertThat(tested.<Double>getAs("p_permutation"))
          .isCloseTo(tested.<Double>getAs("p"), within(0.15));
    }
  }

  /** Draws are seeded by the test's key: the run in another order below has the same bits. */
  @Test
  void bootstrapIntervalsStandBesideTheOthersAndNeedTheSamePeople() {
    Row row = correlation("pearson", "genotype");
    double low = row.<Double>getAs("bootstrap_low");
    double high = row.<Double>getAs("bootstrap_high");
    assertThat(low).isLessThan(row.<Double>getAs("r"));
    assertThat(high).isGreaterThan(row.<Double>getAs("r"));
    // Half of what 25 people leave open, 1.96/√22 on Fisher's scale.
    assertThat(low).isCloseTo(row.<Double>getAs("ci_low"), within(0.2));
    assertThat(high).isCloseTo(row.<Double>getAs("ci_high"), within(0.2));
    assertThat(CohortTables.rows(run, Tables.SEVERITY_CORRELATIONS, "n < 5"))
        .allSatisfy(few -> assertThat(few.<Double>getAs("bootstrap_low") == null).isTrue());
  }

  /** Rows in another order and in five partitions, where i and I are different letters. */
  @Test
  void rowOrderPartitionsAndLocaleChangeNoBit() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      RunContext other =
          CohortTables.golden()
              .run(
                  folder.resolve("b"), SETTINGS, 77, new CorrelateSeverity(), new ContrastGroups());
      for (Table table :
          List.of(Tables.SEVERITY_CORRELATIONS, Tables.GROUP_CONTRASTS, Tables.GENOTYPE_BALANCE)) {
        assertThat(CohortTables.lines(run, table)).isNotEmpty();
        assertThat(CohortTables.lines(other, table)).isEqualTo(CohortTables.lines(run, table));
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
