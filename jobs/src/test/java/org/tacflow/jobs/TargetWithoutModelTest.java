package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;

/** CX3CR1 has no established model: its scans are refused by name until the user names one. */
class TargetWithoutModelTest {
  @TempDir Path folder;

  /** Three scans of PBR28, of which one becomes a scan with a CX3CR1 tracer. */
  private Path cohort() throws IOException {
    SmallCohort cohort = SmallCohort.curves(folder.resolve("cohort"), 2, 1);
    SmallCohort.edit(
        cohort.file("sub-AD001", "pet.json"),
        text -> text.replace("\"TracerName\" : \"PBR28\"", "\"TracerName\" : \"CX3CR1_ANY\""));
    try (Stream<Path> files = Files.walk(cohort.folder())) {
      for (Path file : files.filter(f -> f.toString().contains("sub-AD001_ses-1_trc")).toList()) {
        Files.move(
            file, file.resolveSibling(file.getFileName().toString().replace("_trc-PBR28", "")));
      }
    }
    return cohort.folder();
  }

  private List<Row> scans(Path data, String output, String models) throws IOException {
    RunContext run =
        PlantedCohort.begun(
            "bids-dir: %s\noutput-dir: %s\nmodels: [{model: Logan}%s]\n"
                .formatted(data, folder.resolve(output), models));
    new IndexScans().run(run);
    return CohortTables.rows(run, Tables.SCANS, "true");
  }

  @Test
  void aTracerOfSuchATargetNeedsAModelOfItsOwn() throws IOException {
    Path data = cohort();
    List<Row> usual = scans(data, "usual", "");
    assertThat(usual).hasSize(3);
    assertThat(usual)
        .filteredOn(row -> row.<String>getAs("participant_id").equals("sub-AD001"))
        .singleElement()
        .satisfies(row -> assertThat(row.<String>getAs("status")).isEqualTo("rejected"))
        .satisfies(
            row ->
                assertThat(row.<String>getAs("reason"))
                    .isEqualTo(
                        "Cannot fit sub-AD001_ses-1: no model is established for CX3CR1 tracers"
                            + " (name one for it: models: [{model: ..., tracers: [CX3CR1_ANY]}])"));
    assertThat(usual).filteredOn(row -> row.getAs("status").equals("accepted")).hasSize(2);
    List<Row> named = scans(data, "named", ", {model: MA1, tracers: [CX3CR1_ANY]}");
    assertThat(named)
        .allSatisfy(row -> assertThat(row.<String>getAs("status")).isEqualTo("accepted"));
  }
}
