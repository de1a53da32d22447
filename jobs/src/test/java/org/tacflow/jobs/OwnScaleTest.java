package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.InputException;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.testing.LocalSpark;

/** A scale that no registry has, declared by the cohort, from its table to its correlation. */
class OwnScaleTest {
  private static final String SCALE =
      "{id: VIGOUR, name: Vigour by a colleague, minimum: 0, maximum: 10, step: 0.5, worse: lower,"
          + " special-codes: {99: not asked}, columns: [vig_total]}";

  // The last three are a code, a value above the range and one between two steps.
  private static final double[] SCORES = {1, 2.5, 3, 4, 5.5, 7, 8, 9.5, 99, 11, 3.25};
  private static final double[] BINDING = {1.9, 1.6, 1.7, 1.5, 1.1, 1.3, 0.9, 1.0, 5, 6, 7};

  @TempDir static Path folder;

  private static final ByteArrayOutputStream SAID = new ByteArrayOutputStream();
  private static RunContext run;

  private static CohortConfig config(String scales) {
    String yaml =
        """
        name: own
        bids-dir: %s
        output-dir: %s
        clinical: {scales: [%s], change-scales: [VIGOUR]}
        measures:
          regional-values: [{path: %s, tracer: FDG, outcome: SUVR}]
        correlations: {scales: [VIGOUR], methods: [pearson], adjustments: [none]}
        """;
    Path values = folder.resolve("values.tsv");
    return Configs.reader()
        .parse(
            "own.yaml",
            yaml.formatted(folder, folder.resolve("out"), scales, values),
            "",
            Map.of());
  }

  @BeforeAll
  static void runOnce() throws IOException {
    StringBuilder people = new StringBuilder("participant_id\tgroup\n");
    StringBuilder scores = new StringBuilder("participant_id\tvig_total\tmystery\trater\n");
    StringBuilder values = new StringBuilder("participant_id\tregion\tvalue\n");
    for (int i = 0; i < SCORES.length; i++) {
      String id = "sub-%02d\t".formatted(i);
      people.append(id).append("AD\n");
      scores.append(id).append(SCORES[i]).append("\t").append(i).append("\tNN\n");
      values.append(id).append("thalamus\t").append(BINDING[i]).append("\n");
    }
    Files.writeString(folder.resolve("participants.tsv"), people);
    Path phenotype = Files.createDirectory(folder.resolve("phenotype"));
    Files.writeString(phenotype.resolve("vigour.tsv"), scores);
    Files.writeString(folder.resolve("values.tsv"), values);
    run =
        RunContext.begin(
            LocalSpark.session(),
            config(SCALE),
            new Progress(new PrintStream(SAID, true, StandardCharsets.UTF_8)));
    for (Table table : List.of(Tables.SCANS, Tables.REGIONAL_OUTCOMES)) {
      run.draft().write(table, run.empty(table));
    }
    for (Job job : List.of(new JoinCohort(), new DeriveMeasures(), new CorrelateSeverity())) {
      job.run(run);
    }
  }

  @Test
  void itsScoresAreReadAndRefusedByItsOwnRules() {
    Map<String, String> refused =
        CohortTables.rows(run, Tables.CLINICAL_SCORES, "scale = 'VIGOUR' and status <> 'accepted'")
            .stream()
            .collect(Collectors.toMap(r -> r.getAs("raw"), r -> r.getAs("reason")));
    assertThat(refused)
        .containsOnly(
            Map.entry("99.0", "code 99.0: not asked"),
            Map.entry("11.0", "Invalid VIGOUR: 11.0 (must be 0 to 10 in steps of 0.5)"),
            Map.entry("3.25", "Invalid VIGOUR: 3.25 (must be 0 to 10 in steps of 0.5)"));
  }

  /** r of the eight people left by its definition; severity is the other way. */
  @Test
  void itCorrelatesWithItsOwnDirection() {
    int n = 8;
    double x = 0;
    double y = 0;
    for (int i = 0; i < n; i++) {
      x += SCORES[i] / n;
      y += BINDING[i] / n;
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (SCORES[i] - x) * (SCORES[i] - x);
      yy += (BINDING[i] - y) * (BINDING[i] - y);
      xy += (SCORES[i] - x) * (BINDING[i] - y);
    }
    Row row = CohortTables.row(run, Tables.SEVERITY_CORRELATIONS, "scale = 'VIGOUR'");
    assertThat(row.<Integer>getAs("n")).isEqualTo(n);
    assertThat(row.<Double>getAs("r")).isCloseTo(xy / Math.sqrt(xx * yy), within(1e-12));
    assertThat(row.<Double>getAs("r_severity")).isCloseTo(-xy / Math.sqrt(xx * yy), within(1e-12));
    assertThat(row.<Integer>getAs("excluded_score")).isEqualTo(3);
  }

  @Test
  void aColumnOfNumbersThatIsNoScaleIsNamed() {
    assertThat(SAID.toString(StandardCharsets.UTF_8))
        .contains(
            "Left out: mystery of phenotype/vigour.tsv (no known scale; declare it in"
                + " clinical.scales, or say which it is in clinical.score-columns)")
        .doesNotContain("rater");
  }

  @Test
  void aScaleThatMeansAnotherIsRefusedBeforeTheRun() {
    assertThatThrownBy(() -> Inputs.check(config(SCALE.replace("VIGOUR", "MMSE"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("VIGOUR");
    String both = SCALE + ", " + SCALE.replace("VIGOUR", "MMSE").replace("vig_total", "other");
    assertThatThrownBy(() -> Inputs.check(config(both)))
        .hasMessage(
            "Invalid clinical.scales: MMSE (must not be a scale of registry/scales.csv, nor stand"
                + " twice)");
    assertThatThrownBy(() -> Inputs.check(config(SCALE + ", " + SCALE)))
        .hasMessageStartingWith("Invalid clinical.scales: VIGOUR (must not");
    assertThatThrownBy(() -> Inputs.check(config(SCALE.replace("vig_total", "MMSCORE"))))
        .hasMessage("Invalid clinical.scales: VIGOUR: MMSCORE (must not also mean MMSE)");
  }

  @Test
  void whatADeclarationLacksIsSaidByName() {
    assertThatThrownBy(() -> config("{id: VIGOUR, minimum: 0}"))
        .hasMessageContaining("Invalid clinical.scales[1].maximum: nothing (must be a number")
        .hasMessageContaining("Invalid clinical.scales[1].worse: nothing (must be one of higher");
    assertThatThrownBy(() -> config(SCALE.replace("maximum: 10", "maximum: -1")))
        .hasMessageContaining("Invalid maximum of VIGOUR: -1.0 (must be at least its minimum 0.0)");
    assertThatThrownBy(() -> config(SCALE.replace("99:", "none:")))
        .hasMessageContaining("Invalid special code of VIGOUR: none (must be a number)");
    assertThatThrownBy(() -> config(SCALE.replace("id: VIGOUR", "id: my scale")))
        .hasMessageContaining("Invalid id of a scale: my scale (must be letters, digits");
    assertThatThrownBy(() -> config(SCALE.replace("VIGOUR", "VIGOR")))
        .hasMessageContaining("VIGOUR (must be a known one; did you mean VIGOR?)");
  }
}
