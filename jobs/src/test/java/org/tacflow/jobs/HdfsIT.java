package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.RunHistory;
import org.tacflow.tables.RunRecord;
import org.tacflow.tables.RunStore;
import org.tacflow.testing.LocalSpark;

/** Data and output on HDFS, work on a standalone cluster: the tables of a local run. */
@EnabledIfSystemProperty(
    named = "proofs",
    matches = "true",
    disabledReason = "takes minutes: mvn verify -Dproofs=true -Dit.test=HdfsIT")
class HdfsIT {
  private static final List<String> SPARK = StandaloneCluster.quickStart();

  @TempDir private Path folder;
  private final Path jar = Path.of(System.getProperty("tacflow.jar", ""));

  @Test
  void theTablesAreThoseOfALocalRunAndAreReusedAndLocked() throws Exception {
    SmallCohort cohort = SmallCohort.images(folder.resolve("cohort"), 1, 2);
    Path local = folder.resolve("local");
    try (HdfsCluster hdfs = HdfsCluster.start(folder);
        StandaloneCluster cluster = StandaloneCluster.start(folder)) {
      int code = cluster.submitLocally("local", jar, cohort.command("run", local, "--no-page"));
      assertThat(code).as(cluster.log("local")).isZero();
      String data = hdfs.uri() + "/data/cohort";
      String out = hdfs.uri() + "/out";
      upload(cohort.folder(), data);
      List<String> command = new ArrayList<>(cohort.command("run", local, "--no-page"));
      command.set(command.indexOf("--bids-dir") + 1, data);
      command.set(command.indexOf("--output-dir") + 1, out);

      // Both begin at once: one of them is refused by the name of the other.
      Process one = cluster.begin("one", SPARK, jar, command);
      Process other = cluster.begin("other", SPARK, jar, command);
      List<Integer> codes = new ArrayList<>(List.of(one.waitFor(), other.waitFor()));
      assertThat(codes)
          .as(cluster.log("one") + cluster.log("other"))
          .containsExactlyInAnyOrder(Tacflow.DONE, Tacflow.USER);
      assertThat(cluster.log(one.exitValue() == 0 ? "other" : "one"))
          .contains("Cannot run: run ", "has been writing to " + out)
          .doesNotContain("\tat ");
      assertThat(lines(out, data)).isEqualTo(lines(local.toString(), "file:" + cohort.folder()));

      code = cluster.submit("again", SPARK, jar, command);
      assertThat(code).as(cluster.log("again")).isZero();
      List<RunRecord> runs = RunHistory.all(RunStore.of(LocalSpark.session(), out));
      RunRecord last = runs.get(runs.size() - 1);
      assertThat(last.unitsMade()).isZero();
      assertThat(last.unitsReused()).isPositive();

      // One scan's blood is corrected: the voxels of the other are copied, not fitted again.
      Path blood = cohort.file("sub-AD001", "recording-manual_blood.tsv");
      SmallCohort.edit(blood, text -> text.replaceFirst("(?m)^(\\d+\\t)(\\d)", "$19$2"));
      upload(blood, data + "/" + cohort.folder().relativize(blood));
      code = cluster.submit("corrected", SPARK, jar, command);
      assertThat(code).as(cluster.log("corrected")).isZero();
      runs = RunHistory.all(RunStore.of(LocalSpark.session(), out));
      assertThat(runs.get(runs.size() - 1).unitsMade()).isPositive();
      assertThat(runs.get(runs.size() - 1).unitsReused()).isPositive();
      Path afresh = folder.resolve("afresh");
      code = cluster.submitLocally("afresh", jar, cohort.command("run", afresh, "--no-page"));
      assertThat(code).as(cluster.log("afresh")).isZero();
      assertThat(lines(out, data)).isEqualTo(lines(afresh.toString(), "file:" + cohort.folder()));
      System.out.printf(
          "on HDFS: first run %.1f s, %d units; again %.1f s%n",
          runs.get(0).seconds(), runs.get(0).unitsMade(), last.seconds());
    }
  }

  private static Map<String, List<String>> lines(String out, String data) throws IOException {
    Map<String, List<String>> lines = new TreeMap<>();
    PublishedTables.in(out)
        .allLines()
        .forEach(
            (table, rows) ->
                lines.put(
                    table, rows.stream().map(row -> row.replace(data, "DATA")).sorted().toList()));
    assertThat(lines.get("voxel_fits")).hasSizeGreaterThan(1000);
    return lines;
  }

  private static void upload(Path from, String to) throws IOException {
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(to);
    FileSystem system = target.getFileSystem(new Configuration());
    system.mkdirs(target.getParent());
    system.copyFromLocalFile(false, true, new org.apache.hadoop.fs.Path(from.toString()), target);
  }
}
