package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.InputException;
import org.tacflow.tables.Tables;
import org.tacflow.testing.SharedData;

/** A population's input through the whole path, on two real scans with raw blood. */
class PopulationTableTest {
  private static final String CONFIG =
      """
      participants: [cgyu]
      curves: {source: regional, weights: duration}
      blood: {source: blood, delay: none}
      models: [{model: Logan, t-star: {frames: 8}}]
      """;

  @TempDir private Path folder;

  // The template is the first scan's own input a thousandfold: scaled by its late samples it is
  // that input again, so VT of that scan is what its own blood gives.
  @Test
  void theScaleComesFromLateSamplesAndTheShapeFromTheTable() throws Exception {
    Map<String, String> bids = Map.of("bids-dir", SharedData.path("data/pbr28").toString());
    PublishedTables own = Runs.run(CONFIG, folder.resolve("own"), bids);
    String first = "scan = 'sub-cgyu_ses-1_trc-PBR28'";
    Row input = own.rows(Tables.INPUT_FUNCTIONS, first).get(0);
    double[] time = Rows.doubles(input, "time");
    double[] plasma = Rows.doubles(input, "plasma");
    StringBuilder table = new StringBuilder("time\tplasma\twhole_blood\n");
    for (int i = 0; i < time.length; i++) {
      table.append(time[i] + "\t" + 1000 * plasma[i] + "\t" + 1000 * plasma[i] + "\n");
    }
    Path file = Files.writeString(folder.resolve("population.tsv"), table);
    PublishedTables scaled =
        Runs.run(
            CONFIG,
            folder.resolve("scaled"),
            Map.of(
                "bids-dir",
                bids.get("bids-dir"),
                "blood.population-table",
                file.toString(),
                "blood.population-from-minutes",
                "15"));
    Row made = scaled.rows(Tables.INPUT_FUNCTIONS, first).get(0);
    assertThat(Rows.texts(made, "flags"))
        .anyMatch(f -> f.matches("blood_population_input: times .* from 15.0 min on"));
    String region = first + " and outcome = 'VT' and region = 'THA'";
    double expected = own.rows(Tables.REGIONAL_OUTCOMES, region).get(0).<Double>getAs("value");
    double vt = scaled.rows(Tables.REGIONAL_OUTCOMES, region).get(0).<Double>getAs("value");
    // Blood volume is not taken off by Logan where it is to be fitted, so only plasma counts.
    assertThat(vt).isCloseTo(expected, within(1e-9));
    // The other scan has the shape of the first and a scale of its own.
    Row second = scaled.rows(Tables.INPUT_FUNCTIONS, "not " + first).get(0);
    double[] shape = Rows.doubles(second, "plasma");
    double factor = shape[50] / plasma[50];
    assertThat(factor).isNotCloseTo(1, within(0.01)).isBetween(0.3, 3.0);
    for (int i = 0; i < shape.length; i++) {
      assertThat(shape[i]).isCloseTo(factor * plasma[i], within(1e-9));
    }
    Path wrong = Files.writeString(folder.resolve("wrong.tsv"), "time\tcp\n0\t1\n");
    assertThatThrownBy(
            () ->
                Runs.run(
                    CONFIG,
                    folder.resolve("wrong"),
                    Map.of(
                        "bids-dir",
                        bids.get("bids-dir"),
                        "blood.population-table",
                        wrong.toString())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("wrong.tsv: no column plasma in [time, cp]");
  }
}
