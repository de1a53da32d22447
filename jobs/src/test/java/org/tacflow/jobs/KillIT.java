package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.RunHistory;
import org.tacflow.tables.RunRecord;
import org.tacflow.tables.RunStore;
import org.tacflow.testing.LocalSpark;

/**
 * Driver, executor or worker killed at a random moment of a run on a real cluster, then run again.
 *
 * <p>The truth is an undisturbed run of the same jar: equal rows, equal bits. Moments are drawn
 * from a fixed seed over the time that the undisturbed run took; a kill that comes after the end of
 * a run does not count and is drawn again. {@code -Dkills=100} for the long proof.
 */
@EnabledIfSystemProperty(
    named = "kills",
    matches = "[0-9]+",
    disabledReason = "takes minutes; -Dkills=10 -Dit.test=KillIT")
class KillIT {
  private static final int KILLS = Integer.getInteger("kills", 10);
  private static final long SEED = 20261121;

  private static final List<String> SPARK =
      List.of(
          "--conf", "spark.executor.memory=1g",
          "--conf", "spark.executor.cores=1",
          "--conf", "spark.driver.memory=1g",
          "--conf", "spark.tacflow.batchScans=2");

  /** Whom a kill hits. */
  private enum Victim {
    DRIVER,
    EXECUTOR,
    WORKER
  }

  @TempDir private Path folder;

  @Test
  void whoeverDiesTheTablesAreThoseOfAnUndisturbedRun() throws Exception {
    SmallCohort cohort = SmallCohort.images(folder.resolve("cohort"), 2, 3);
    Path jar = Path.of(System.getProperty("tacflow.jar"));
    Path undisturbed = folder.resolve("undisturbed");
    Random random = new Random(SEED);
    List<String> told = new ArrayList<>();
    try (StandaloneCluster cluster = StandaloneCluster.start(folder)) {
      long begin = System.nanoTime();
      int code = cluster.submit("whole", SPARK, jar, cohort.command("run", undisturbed));
      double seconds = (System.nanoTime() - begin) / 1e9;
      assertThat(code).as(cluster.log("whole")).isZero();
      int kills = 0;
      for (int attempt = 0; kills < KILLS; attempt++) {
        assertThat(attempt).as("draws, of which %d hit a run", kills).isLessThan(5 * KILLS + 5);
        Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
        double moment = seconds * (0.1 + 0.85 * random.nextDouble());
        Path out = folder.resolve("killed-" + attempt);
        String name = "killed-" + attempt;
        Process driver = cluster.begin(name, SPARK, jar, cohort.command("run", out));
        boolean ended = driver.waitFor((long) (1000 * moment), TimeUnit.MILLISECONDS);
        boolean hit = !ended && kill(victim, driver, cluster);
        int first = await(driver);
        int second = cluster.submit("again-" + attempt, SPARK, jar, cohort.command("run", out));
        assertThat(second).as(cluster.log("again-" + attempt)).isZero();
        PublishedTables.assertIdentical(undisturbed, out);
        kills += hit ? 1 : 0;
        told.add(
            "%s at %.1f of %.1f s, hit %s, first exit %d, then %d units reused"
                .formatted(victim, moment, seconds, hit, first, reused(out)));
      }
    }
    told.forEach(System.out::println);
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

  private static int reused(Path out) throws IOException {
    List<RunRecord> runs = RunHistory.all(RunStore.of(LocalSpark.session(), out.toString()));
    return runs.get(runs.size() - 1).unitsReused();
  }
}
