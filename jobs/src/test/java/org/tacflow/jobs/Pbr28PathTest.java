package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.tables.Tables;
import org.tacflow.testing.SharedData;

/**
 * The whole path over 24 real scans of [11C]PBR28 agrees with kinfitr 0.9.1, which computed the
 * golden tables from the same files.
 *
 * <p>kinfitr evaluates at mid-frame times on a grid of 6,000 points; this program convolves
 * exactly. The tolerances are those of the golden tables' README for that difference: Logan and MA1
 * 3e-4 (1e-3 allowed here), 2TCM 1 %.
 */
class Pbr28PathTest {
  private static final Path CONFIG = Path.of("..", "conf", "kinfitr-parity.yaml");

  @TempDir private Path out;

  @Test
  void volumesOfDistributionAgreeWithKinfitr() throws IOException {
    PublishedTables delayed = run("delayed", Map.of());
    assertThat(delayed.rows(Tables.SCANS, "status = 'accepted'")).hasSize(24);
    assertThat(delayed.rows(Tables.REJECTED_SCANS, "true")).isEmpty();
    // The table of delays holds seven people; the others' delays are fitted, and say so.
    assertThat(delayed.rows(Tables.INPUT_FUNCTIONS, "delay_source = 'table'")).hasSize(14);
    assertThat(
            delayed.rows(
                Tables.INPUT_FUNCTIONS,
                "exists(flags, f -> f = 'delay_fitted: no row in the delay table')"))
        .hasSize(10);
    Map<String, Row> outcomes = vt(delayed);
    compare(outcomes, "twotcm", "dWB_vB05_w", "2TCM", 0.01, 60);
    for (String setting : List.of("L1", "L2", "L4", "L5", "L6")) {
      compare(outcomes, "logan", setting, setting, 1e-3, 70);
    }
    for (String setting : List.of("M1", "M2", "M4", "M6")) {
      compare(outcomes, "ma1", setting, setting, 1e-3, 70);
    }
  }

  @Test
  void withoutDelayAndWithoutWeightsToo() throws IOException {
    Map<String, Row> undelayed = vt(run("undelayed", Map.of("blood.delay", "none")));
    compare(undelayed, "logan", "L3", "L1", 1e-3, 70);
    compare(undelayed, "ma1", "M3", "M1", 1e-3, 70);
    Map<String, Row> unweighted = vt(run("unweighted", Map.of("curves.weights", "uniform")));
    compare(unweighted, "ma1", "M5", "M1", 1e-3, 70);
  }

  private PublishedTables run(String folder, Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("bids-dir", SharedData.path("data/pbr28").toString());
    boolean table = !"none".equals(settings.get("blood.delay"));
    all.put(
        "blood.delay-table", table ? SharedData.path("golden/pbr28/wb_delay.csv").toString() : "");
    return Runs.run(Files.readString(CONFIG), out.resolve(folder), all);
  }

  private static Map<String, Row> vt(PublishedTables tables) {
    Map<String, Row> byKey = new HashMap<>();
    for (Row row : tables.rows(Tables.REGIONAL_OUTCOMES, "outcome = 'VT'")) {
      String key =
          String.join(
              " ",
              row.<String>getAs("participant_id"),
              row.<String>getAs("session_id"),
              row.<String>getAs("region"),
              row.<String>getAs("model"));
      byKey.put(key, row);
    }
    return byKey;
  }

  private static void compare(
      Map<String, Row> outcomes,
      String table,
      String setting,
      String model,
      double tolerance,
      int atLeast)
      throws IOException {
    String path = SharedData.path("golden/pbr28/" + table + ".csv").toString();
    DelimitedTable golden = DelimitedTable.read(Storage.local(), path);
    int compared = 0;
    for (int r = 0; r < golden.size(); r++) {
      boolean best = !golden.has("start") || "best".equals(golden.cell(r, "start"));
      if (!setting.equals(golden.cell(r, "setting")) || !best || golden.cell(r, "flag") != null) {
        continue;
      }
      String key =
          String.join(
              " ",
              golden.cell(r, "participant_id"),
              golden.cell(r, "session"),
              golden.cell(r, "region"),
              model);
      Row row = outcomes.get(key);
      assertThat(row).as(key).isNotNull();
      double expected = golden.number(r, "Vt");
      assertThat(row.<Double>getAs("value") / expected - 1)
          .as(key)
          .isBetween(-tolerance, tolerance);
      compared++;
    }
    // 84 rows of seven subjects, less those with a flag.
    assertThat(compared).as(table + " " + setting).isGreaterThanOrEqualTo(atLeast);
  }
}
