package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Driver, executor or worker killed at random moments on a real cluster, until a run comes through.
 *
 * <p>The stages of scans up to their fits are run, with everything of the product around them. The
 * truth is an undisturbed run of the same jar: equal rows, equal bits. Every cohort begins in an
 * empty folder; every run is hit up to four times, and where it dies the next goes on from what it
 * left behind. Victims and moments are drawn from a fixed seed over the time that the undisturbed
 * run took; a kill that meets nobody does not count. A longer proof: {@code .ci/proofs
 * -Dkills=100}.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("kills", 10);
  // A task whose executor dies four times is given up, and with it its scan until the next run.
  private static final int MOST_KILLS_OF_A_RUN = 4;
  private static final long SEED = Long.getLong("kills.seed", 20261121L);

  /** Whom a kill hits. */
  private enum Victim {
    DRIVER,
    EXECUTOR,
    WORKER
  }

  private final Random random = new Random(SEED);
  private final Map<Victim, Integer> hits = new EnumMap<>(Victim.class);

  @TempDir private Path folder;
  private SmallCohort cohort;
  private Path config;
  private Path stages;
  private double seconds;

  @Test
  void whoeverDiesTheTablesAreThoseOfAnUndisturbedRun() throws Exception {
    cohort = SmallCohort.images(folder.resolve("cohort"), 1, 1);
    config = Files.writeString(folder.resolve("cohort.yaml"), SmallCohort.CONFIG);
    stages = ScanStages.jar(folder);
    Path undisturbed = folder.resolve("undisturbed");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder)) {
      long begin = System.nanoTime();
      int code = run(cluster, "whole", undisturbed).waitFor();
      seconds = (System.nanoTime() - begin) / 1e9;
      assertThat(code).as(cluster.log("whole")).isZero();
      Map<String, List<String>> expected = PublishedTables.in(undisturbed).allLines();
      assertThat(expected.get("voxel_fits")).hasSizeGreaterThan(1000);
      for (int c = 0; kills() < KILLS; c++) {
        assertThat(c).as("cohorts for %d kills", kills()).isLessThan(5 * KILLS + 5);
        Path out = folder.resolve("killed-" + c);
        killUntilThrough(cluster, out);
        Map<String, List<String>> actual = PublishedTables.in(out).allLines();
        expected.forEach(
            (table, lines) -> assertThat(actual.get(table)).as(table).isEqualTo(lines));
        delete(out);
        System.out.println(kills() + " kills " + hits + ", tables as undisturbed");
      }
    }
  }

  private int kills() {
    return hits.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void killUntilThrough(StandaloneCluster cluster, Path out) throws Exception {
    for (int attempt = 0; ; attempt++) {
      assertThat(attempt).as("runs in one folder").isLessThan(20);
      String name = out.getFileName() + "-" + attempt;
      int before = kills();
      Process driver = run(cluster, name, out);
      killWhileItRuns(driver, cluster);
      int code = await(driver);
      System.out.printf("%s: %d kills, exit %d%n", name, kills() - before, code);
      if (code == Tacflow.DONE) {
        return;
      }
      assertThat(kills()).as(cluster.log(name)).isGreaterThan(before);
    }
  }

  private void killWhileItRuns(Process driver, StandaloneCluster cluster) throws Exception {
    double share = 0.1 + 0.6 * random.nextDouble();
    for (int kill = 0; kill < MOST_KILLS_OF_A_RUN; kill++) {
      if (driver.waitFor((long) (1000 * seconds * share), TimeUnit.MILLISECONDS)) {
        return;
      }
      Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
      if (kill(victim, driver, cluster)) {
        hits.merge(victim, 1, Integer::sum);
      }
      share = 0.05 + 0.4 * random.nextDouble();
    }
  }

  private Process run(StandaloneCluster cluster, String name, Path out) throws IOException {
    List<String> spark = StandaloneCluster.quickStart();
    spark.addAll(
        List.of(
            "--conf",
            "spark.tacflow.batchScans=1",
            "--jars",
            stages.toString(),
            "--class",
            ScanStages.class.getName()));
    Path jar = Path.of(System.getProperty("tacflow.jar"));
    return cluster.begin(
        name, spark, jar, List.of(config.toString(), cohort.folder().toString(), out.toString()));
  }

  private static boolean kill(Victim victim, Process driver, StandaloneCluster cluster)
      throws IOException, InterruptedException {
    return switch (victim) {
      case DRIVER -> driver.destroyForcibly() != null;
      case EXECUTOR -> cluster.killExecutor();
      case WORKER -> cluster.killWorker();
    };
  }

  private static int await(Process driver) throws IOException, InterruptedException {
    if (!driver.waitFor(10, TimeUnit.MINUTES)) {
      driver.destroyForcibly();
      throw new IOException("a run hangs after a kill");
    }
    return driver.exitValue();
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
