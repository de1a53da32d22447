package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;
import org.tacflow.testing.SharedData;

/** The models of blood through the whole path, on two real scans of [11C]PBR28. */
class BloodModelsPathTest {
  private static final String CONFIG =
      """
      curves: {source: regional, weights: uniform}
      blood:
        source: blood
        delay: none
        parent-fraction: aic-cohort
        resamples: 12
      models: [{model: Logan, voxels: false}]
      """;

  @TempDir private Path folder;

  @Test
  void modelsErrorsAndFreeFractionReachTheTables() throws IOException {
    Path bids = folder.resolve("bids");
    copy("sub-cgyu", bids);
    copy("derivatives/tacs/sub-cgyu", bids);
    for (String file : List.of("dataset_description.json", "participants.tsv")) {
      Files.copy(SharedData.path("data/pbr28").resolve(file), bids.resolve(file));
    }
    Path sidecar =
        bids.resolve("sub-cgyu/ses-1/pet/sub-cgyu_ses-1_trc-PBR28_recording-manual_blood.json");
    String text = Files.readString(sidecar);
    Files.writeString(sidecar, text.replaceFirst("\\{", "{\"PlasmaFreeFraction\": 5,"));
    PublishedTables tables =
        Runs.run(CONFIG, folder.resolve("out"), Map.of("bids-dir", bids.toString()));

    List<Row> inputs = tables.rows(Tables.INPUT_FUNCTIONS, "plasma is not null");
    assertThat(inputs).hasSize(2);
    // One formula for both scans, with its parameters, and the draws of each at its knots.
    assertThat(inputs.get(0).<String>getAs("parent_fraction_model"))
        .isNotEqualTo("interpolation")
        .isEqualTo(inputs.get(1).getAs("parent_fraction_model"));
    for (Row input : inputs) {
      assertThat(input.<String>getAs("plasma_model")).isEqualTo("interpolation");
      assertThat(Rows.texts(input, "blood_parameters"))
          .hasSize(Rows.doubles(input, "blood_parameter_values").length)
          .allMatch(name -> name.startsWith("parent_fraction."));
      assertThat(Rows.doubles(input, "plasma_resamples").length)
          .isEqualTo(12 * Rows.doubles(input, "time").length);
    }
    Map<String, Row> vt = byRegion(tables, "VT");
    Map<String, Row> free = byRegion(tables, "VTfP");
    assertThat(vt).hasSize(12);
    assertThat(free).hasSize(6);
    free.forEach(
        (key, row) -> {
          assertThat(key).contains("ses-1");
          assertThat(row.<Double>getAs("value"))
              .isCloseTo(20 * vt.get(key).<Double>getAs("value"), within(1e-9));
        });
    // The parent fraction is measured to a few percent, and so is VT by it.
    vt.values()
        .forEach(
            row ->
                assertThat(row.<Double>getAs("value_sd_input") / row.<Double>getAs("value"))
                    .isBetween(1e-3, 0.2));
  }

  private static Map<String, Row> byRegion(PublishedTables tables, String outcome) {
    Map<String, Row> rows = new HashMap<>();
    for (Row row : tables.rows(Tables.REGIONAL_OUTCOMES, "outcome = '" + outcome + "'")) {
      rows.put(row.getAs("scan") + " " + row.getAs("region"), row);
    }
    return rows;
  }

  private static void copy(String relative, Path bids) throws IOException {
    Path from = SharedData.path("data/pbr28").resolve(relative);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = bids.resolve(relative).resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }
}
