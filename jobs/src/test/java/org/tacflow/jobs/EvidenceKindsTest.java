package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;

/**
 * Findings that are no plain correlation or contrast with controls, each planted or turned round in
 * a cohort of imported values: a predictor, a change, a subgroup against another, an asymmetry.
 */
class EvidenceKindsTest {
  @TempDir static Path folder;

  private static RunContext run;

  private final StringBuilder dvr = header();
  private final StringBuilder fdg = header();
  private final StringBuilder change = header();
  private final StringBuilder asymmetry = header();
  private final CohortTables tables = new CohortTables();
  private final Random noise = new Random(1);

  private static StringBuilder header() {
    return new StringBuilder("participant_id\tsession_id\tregion\tvalue\n");
  }

  @BeforeAll
  static void runOnce() throws IOException {
    EvidenceKindsTest cohort = new EvidenceKindsTest();
    cohort.people();
    String tsv = "{path: %s, tracer: %s, outcome: %s, session-column: session_id}";
    String sections =
        """
        measures:
          regional-values:
            - %s
            - %s
            - %s
            - %s
        evidence: {regions: {brain_global: [whole_brain]}}
        """
            .formatted(
                tsv.formatted(cohort.file("dvr", cohort.dvr), "PK11195", "DVR"),
                tsv.formatted(cohort.file("fdg", cohort.fdg), "FDG", "SUVR"),
                tsv.formatted(cohort.file("change", cohort.change), "FDG", "CMRglc"),
                tsv.formatted(cohort.file("asymmetry", cohort.asymmetry), "FDG", "SUVR_AI"));
    run =
        cohort.tables.runWith(
            folder.resolve("out"),
            sections,
            0,
            new DeriveMeasures(),
            new CorrelateSeverity(),
            new ContrastGroups(),
            new FitAnalyses(),
            new EvidenceAgreement());
  }

  private Path file(String name, StringBuilder text) throws IOException {
    return Files.writeString(folder.resolve(name + ".tsv"), text);
  }

  private void people() {
    for (int i = 0; i < 30; i++) {
      // The higher the ratio in normal-appearing white matter, the likelier is progression.
      String scan = scan("m" + i, "MS", null, "PK11195", "1", 0.0);
      double value = 1 + 0.02 * i + 0.1 * noise.nextGaussian();
      row(dvr, "m" + i, "1", "nawm", value);
      tables.score(scan, "sub-m" + i, "EDSS_PROGRESSION", i + 5 * (i % 3) > 20 ? 1 : 0, 1);
    }
    for (int i = 0; i < 24; i++) {
      // FTD alone is lower in frontal cortex and higher in temporal cortex: one agrees.
      boolean alone = i % 2 == 0;
      scan("f" + i, "FTD", alone ? "FTD_alone" : "FTD_MND", "FDG", "1", 0.0);
      row(fdg, "f" + i, "1", "frontal_cortex", (alone ? 0.8 : 1) + 0.05 * noise.nextGaussian());
      row(fdg, "f" + i, "1", "temporal_cortex", (alone ? 1.2 : 1) + 0.05 * noise.nextGaussian());
      row(asymmetry, "f" + i, "1", "frontal_cortex", 5 + noise.nextGaussian());
    }
    for (int i = 0; i < 12; i++) {
      scan("h" + i, "HC", null, "FDG", "1", 0.0);
      row(asymmetry, "h" + i, "1", "frontal_cortex", noise.nextGaussian());
    }
    for (int i = 0; i < 10; i++) {
      for (int visit = 1; visit <= 2; visit++) {
        scan("a" + i, "ALS", null, "FDG", Integer.toString(visit), visit - 1.0);
        double fall = 0.03 * (visit - 1) + 0.002 * noise.nextGaussian();
        row(change, "a" + i, Integer.toString(visit), "motor_sensory", 0.3 + 0.01 * i - fall);
      }
    }
  }

  private String scan(
      String id, String disease, String subgroup, String tracer, String session, double years) {
    String person = "sub-" + id;
    String scan = person + "_ses-" + session + "_trc-" + tracer;
    tables
        .tracer(tracer)
        .scan(
            scan,
            new CohortTables.Person(person, disease, subgroup, "A", 60.0, "female", null),
            years);
    return scan;
  }

  private static void row(
      StringBuilder table, String id, String session, String region, double value) {
    table.append("sub-%s\tses-%s\t%s\t%s%n".formatted(id, session, region, value));
  }

  private static Row finding(String id, String region) {
    return CohortTables.row(
        run, Tables.EVIDENCE_AGREEMENT, "finding = '" + id + "' and region = '" + region + "'");
  }

  @Test
  void aPredictorIsHeldAgainstTheOddsOfProgression() {
    Row row = finding("MS-04", "nawm");
    assertThat(row.<String>getAs("agreement")).isEqualTo("agree");
    assertThat(row.<Double>getAs("estimate_value")).isPositive();
    assertThat(row.<String>getAs("adjustment")).isEqualTo("score ~ outcome");
    assertThat(row.<Integer>getAs("n_here")).isEqualTo(30);
  }

  @Test
  void aDeclineIsHeldAgainstTheChangePerYear() {
    Row row = finding("ALS-FDG-09", "motor_sensory");
    assertThat(row.<String>getAs("agreement")).isEqualTo("agree");
    // Falls by 0.03 in a year were planted, with a spread of 0.002 in ten people.
    assertThat(row.<Double>getAs("estimate_value")).isBetween(-0.033, -0.027);
    assertThat(row.<Integer>getAs("n_here")).isEqualTo(10);
  }

  /** The contrast stands as FTD_MND against FTD_alone or the other way; the finding turns it. */
  @Test
  void aSubgroupIsHeldAgainstTheOtherSubgroup() {
    Row frontal = finding("FTD-FDG-02", "frontal_cortex");
    assertThat(frontal.<String>getAs("agreement")).isEqualTo("agree");
    assertThat(frontal.<Double>getAs("estimate_value")).isNegative();
    assertThat(frontal.<Double>getAs("ci_low")).isLessThan(frontal.<Double>getAs("ci_high"));
    Row temporal = finding("FTD-FDG-02", "temporal_cortex");
    assertThat(temporal.<String>getAs("agreement")).isEqualTo("disagree");
    assertThat(temporal.<String>getAs("comparator")).isEqualTo("FTD/MND");
  }

  @Test
  void moreOnTheRightAgreesWithLessOnTheLeft() {
    Row row = finding("FTD-FDG-06", "frontal_cortex");
    assertThat(row.<String>getAs("agreement")).isEqualTo("agree");
    assertThat(row.<String>getAs("outcome")).isEqualTo("SUVR_AI");
    assertThat(row.<Integer>getAs("n_controls_here")).isEqualTo(12);
  }

  @Test
  void claimsAboutTargetsAreReferredToTheirTable() {
    Row row = CohortTables.row(run, Tables.EVIDENCE_AGREEMENT, "finding = 'CMP-01'");
    assertThat(row.<String>getAs("reason")).endsWith("is not tested (see the table targets)");
  }
}
