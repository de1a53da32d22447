package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.InputException;
import org.tacflow.tables.Tables;

/** Measures that follow from two regions, by hand; and each as an outcome of the tests. */
class DeriveMeasuresTest {
  @TempDir static Path folder;

  private static RunContext run;

  private static String sections(Path values) {
    return """
        measures:
          ratios: [{region: lesion_t2, over: nawm}]
          asymmetry: [midbrain]
          contralateral: [midbrain]
          regional-values:
            - {path: %s, tracer: '99mTc-ECD', outcome: perfusion, reference-region: cerebellum}
        correlations: {outcomes: [BPND, DVR, perfusion]}
        """
        .formatted(values);
  }

  @BeforeAll
  static void runOnce() throws IOException {
    Path values = folder.resolve("values.tsv");
    StringBuilder text = new StringBuilder("participant_id\tregion\tvalue\n");
    CohortTables tables = new CohortTables().tracer("PK11195").withReference("cerebellum");
    for (int i = 0; i < 12; i++) {
      String id = "sub-" + (char) ('a' + i);
      tables.sided(id, i % 3 == 2 ? null : i % 3 == 0 ? "left" : "right");
      tables.scan(id, new CohortTables.Person(id, "PD", null, "A", 60.0, "male", null));
      tables.outcome(id, id, "midbrain_left", "2TCM", "BPND", 0.2 + 0.01 * i);
      tables.outcome(id, id, "midbrain_right", "2TCM", "BPND", 0.3 + 0.02 * i);
      tables.outcome(id, id, "lesion_t2", "2TCM", "BPND", i == 5 ? null : 0.4);
      tables.outcome(id, id, "nawm", "2TCM", "BPND", 0.2 + 0.01 * ((5 * i) % 12));
      tables.score(id, id, "UPDRS_III", 10 + (7 * i) % 12, 1);
      text.append(id).append("\tcortex_global\t").append(i == 3 ? "n/a" : 1 + 0.1 * i).append("\n");
    }
    Files.writeString(values, text);
    run =
        tables.runWith(
            folder.resolve("a"),
            sections(values),
            0,
            new DeriveMeasures(),
            new CorrelateSeverity());
  }

  private static Row measure(String scan, String where) {
    return CohortTables.row(run, Tables.REGIONAL_MEASURES, "scan = '" + scan + "' and " + where);
  }

  @Test
  void dvrIsOneMoreThanBpnd() {
    Row row = measure("sub-b", "outcome = 'DVR' and region = 'midbrain_left'");
    assertThat(row.<Double>getAs("value")).isCloseTo(1.21, within(1e-12));
    assertThat(row.<String>getAs("reference_region")).isEqualTo("cerebellum");
  }

  @Test
  void asymmetryIsRightMinusLeftOverTheirMean() {
    // 100 (0.32 - 0.21) / 0.265.
    Row row = measure("sub-b", "outcome = 'BPND_AI'");
    assertThat(row.<Double>getAs("value")).isCloseTo(41.509433962264154, within(1e-9));
    assertThat(row.<String>getAs("unit")).isEqualTo("%");
    assertThat(row.<String>getAs("region")).isEqualTo("midbrain");
    assertThat(measure("sub-b", "outcome = 'BPND_absAI'").<Double>getAs("value"))
        .isCloseTo(41.509433962264154, within(1e-9));
  }

  /** The left side of the body is the right side of the brain. */
  @Test
  void sidesAreToldApartByTheAffectedSide() {
    String contralateral = "region = 'midbrain_contralateral'";
    assertThat(measure("sub-a", contralateral).<Double>getAs("value"))
        .isCloseTo(0.3, within(1e-12));
    assertThat(measure("sub-b", contralateral).<Double>getAs("value"))
        .isCloseTo(0.21, within(1e-12));
    assertThat(measure("sub-b", "region = 'midbrain_ipsilateral'").<Double>getAs("value"))
        .isCloseTo(0.32, within(1e-12));
    Row unknown = measure("sub-c", contralateral);
    assertThat(unknown.<Double>getAs("value") == null).isTrue();
    assertThat(unknown.<String>getAs("status")).contains("affected side is missing");
  }

  @Test
  void aRatioWithoutNumeratorIsARowWithAReason() {
    String ratio = "region = 'lesion_t2/nawm' and outcome = 'BPND_ratio'";
    assertThat(measure("sub-a", ratio).<Double>getAs("value")).isCloseTo(2, within(1e-12));
    assertThat(measure("sub-f", ratio).<Double>getAs("value") == null).isTrue();
    assertThat(measure("sub-f", ratio).<String>getAs("status")).startsWith("a region");
  }

  @Test
  void everyMeasureIsAnOutcomeOfTheCorrelations() {
    List<String> tested =
        CohortTables.rows(
                run, Tables.SEVERITY_CORRELATIONS, "method = 'pearson' and adjustment = 'none'")
            .stream()
            .map(row -> row.<String>getAs("outcome") + " " + row.<String>getAs("region"))
            .toList();
    assertThat(tested)
        .contains(
            "DVR nawm",
            "BPND_AI midbrain",
            "BPND_ratio lesion_t2/nawm",
            "BPND midbrain_contralateral");
    Row sided =
        CohortTables.row(
            run,
            Tables.SEVERITY_CORRELATIONS,
            "method = 'pearson' and adjustment = 'none' and region = 'midbrain_contralateral'"
                + " and outcome = 'BPND'");
    assertThat(sided.<Integer>getAs("n")).isEqualTo(8);
    assertThat(sided.<Integer>getAs("excluded_outcome")).isEqualTo(4);
  }

  /** Imported values keep their tracer and stand for a scan of their own. */
  @Test
  void importedValuesAreRowsWithTheirTracer() {
    Row row = measure("sub-b_trc-ECD", "outcome = 'perfusion'");
    assertThat(row.<String>getAs("tracer")).isEqualTo("ECD");
    assertThat(row.<Double>getAs("value")).isEqualTo(1.1);
    assertThat(measure("sub-d_trc-ECD", "true").<String>getAs("status")).startsWith("no number in");
  }

  @Test
  void aValueThatStandsTwiceIsRefused() throws IOException {
    Path twice = folder.resolve("twice.tsv");
    Files.writeString(twice, "participant_id\tregion\tvalue\n1\tpons\t1\n1\tpons\t2\n");
    assertThatThrownBy(
            () ->
                new CohortTables()
                    .runWith(folder.resolve("t"), sections(twice), 0, new DeriveMeasures()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("perfusion of pons stands twice for sub-1_trc-ECD")
        .hasMessageContaining("give session-column");
  }
}
