package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.testing.LocalSpark;

/** The whole path with shuffles into 1, 2, 7 and 64 partitions: the same rows, to the bit. */
@EnabledIfSystemProperty(
    named = "proofs",
    matches = "true",
    disabledReason = "takes minutes: mvn verify -Dproofs=true -Dit.test=PartitionsIT")
class PartitionsIT {
  private static final List<String> SETTINGS =
      List.of("spark.sql.shuffle.partitions", "spark.sql.adaptive.enabled");

  @TempDir private Path folder;

  @Test
  void theNumberOfPartitionsShowsInNoTable() throws IOException {
    SmallCohort cohort = SmallCohort.images(folder.resolve("cohort"), 2, 3);
    SparkSession spark = LocalSpark.session();
    List<String> before = SETTINGS.stream().map(key -> spark.conf().get(key)).toList();
    Map<String, List<String>> one = null;
    try {
      // Else Spark puts small partitions together again.
      spark.conf().set("spark.sql.adaptive.enabled", "false");
      for (int partitions : new int[] {1, 2, 7, 64}) {
        spark.conf().set("spark.sql.shuffle.partitions", "" + partitions);
        Path out = folder.resolve("out-" + partitions);
        Map<String, List<String>> lines =
            Runs.run(SmallCohort.CONFIG, out, Map.of("bids-dir", cohort.folder().toString()))
                .allLines();
        if (one == null) {
          one = lines;
          assertThat(one.get("voxel_fits")).hasSizeGreaterThan(1000);
          assertThat(one.get("severity_correlations")).hasSizeGreaterThan(10);
        }
        Map<String, List<String>> expected = one;
        assertThat(lines.keySet()).isEqualTo(expected.keySet());
        lines.forEach(
            (table, rows) ->
                assertThat(rows)
                    .as("%s with %d partitions", table, partitions)
                    .isEqualTo(expected.get(table)));
      }
    } finally {
      for (int s = 0; s < SETTINGS.size(); s++) {
        spark.conf().set(SETTINGS.get(s), before.get(s));
      }
    }
  }
}
