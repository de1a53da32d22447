package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/**
 * The same tables to the bit, however the path is run.
 *
 * <p>The truth is the whole path on two cores; identical means equal rows and equal bits of every
 * double.
 */
class WholePathTest {
  @TempDir private static Path folder;

  private static SmallCohort cohort;
  private static Path whole;

  @BeforeAll
  static void runTheWholePath() throws IOException {
    cohort = SmallCohort.images(folder.resolve("cohort"), 2, 5);
    whole = folder.resolve("whole");
    CommandRun run = CommandRun.of(cohort.command("run", whole));
    assertThat(run.code()).as(run.text()).isZero();
    PublishedTables tables = PublishedTables.in(whole);
    // Equality of empty tables would show nothing; here nobody is refused, no site effect is
    // removed, nobody has two scans, no model fits a whole curve, and the rest is not asked for.
    assertThat(Tables.all().stream().filter(table -> tables.read(table).isEmpty()).map(Table::name))
        .containsExactlyInAnyOrder(
            "rejected_scans",
            "harmonised_outcomes",
            "test_retest",
            "scan_settings",
            "model_weights",
            "sime",
            "occupancy",
            "regional_measures",
            "model_terms",
            "voxelwise_tests",
            "voxelwise_results",
            "voxelwise_clusters");
  }

  @Test
  void anotherNumberOfCoresAndPartitionsChangesNothing() throws IOException {
    Path other = folder.resolve("one-core");
    CommandRun run =
        CommandRun.of(
            Map.of("spark.master", "local[1]", "spark.sql.shuffle.partitions", "7"),
            cohort.command("run", other));
    assertThat(run.code()).as(run.text()).isZero();
    PublishedTables.assertIdentical(whole, other);
  }

  @Test
  void jobsOneByOneMakeTheTablesOfTheWholePath() throws IOException {
    Path steps = folder.resolve("steps");
    for (Job job : ReprocessCohort.jobs()) {
      CommandRun run = CommandRun.of(cohort.command(job.name(), steps));
      assertThat(run.code()).as(job.name() + run.text()).isZero();
    }
    PublishedTables.assertIdentical(whole, steps);
  }

  @Test
  void everyJobHasAMainOfItsOwn() throws Exception {
    List<Process> started = new ArrayList<>();
    for (Job job : ReprocessCohort.jobs()) {
      started.add(main(job.getClass()));
    }
    for (int j = 0; j < started.size(); j++) {
      String name = ReprocessCohort.jobs().get(j).name();
      Process process = started.get(j);
      String out = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(name).isTrue();
      assertThat(process.exitValue()).as(out).isZero();
      assertThat(out).contains("Usage: tacflow " + name + " ");
    }
  }

  private static Process main(Class<?> type) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            type.getName(),
            "--help")
        .redirectErrorStream(true)
        .start();
  }
}
