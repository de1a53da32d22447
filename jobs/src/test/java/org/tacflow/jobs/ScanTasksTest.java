package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tacflow.testing.LocalSpark;

/**
 * Work on scans is divided among tasks, though its table is one file.
 *
 * <p>Spark's {@code coalesce(1)} right behind a piece of work has one task do all of it: a cluster
 * would wait for one core.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanTasksTest {
  private static final String CONFIG =
      """
      name: tasks
      models:
        - {model: Logan, t-star: {auto: 0.05}}
        - {model: 1TCM}
      sime: {vnd-grid: [0.5, 2.5, 1], regions: [thalamus, frontal_cortex], starts: 1}
      registry-groups: [frontal_cortex, thalamus]
      """;

  private final SparkSession spark = LocalSpark.session();
  private final LargestStage stages = new LargestStage();
  private RunContext run;

  @BeforeAll
  void begin(@TempDir Path folder) throws Exception {
    SmallCohort cohort = SmallCohort.curves(folder.resolve("cohort"), 2, 2);
    run = cohort.begin(CONFIG, folder.resolve("out"));
    spark.sparkContext().addSparkListener(stages);
  }

  @AfterAll
  void end() {
    spark.sparkContext().removeSparkListener(stages);
  }

  static List<Job> jobs() {
    return List.of(
        new IndexScans(),
        new ExtractTacs(),
        new PrepareInputs(),
        new ChooseSettings(),
        new FitRegions(),
        new EstimateVnd(),
        new CompareModels());
  }

  // In the order of the jobs: each reads what those before it have written.
  @ParameterizedTest
  @MethodSource("jobs")
  void noTaskDoesTheWorkOfAllScans(Job job) throws Exception {
    stages.tasks.set(0);
    job.run(run);
    TaskTime.waitForEvents(spark);
    assertThat(stages.tasks.get()).as(job.name()).isGreaterThan(1);
  }

  /** Tasks of the stage that has most. */
  private static final class LargestStage extends SparkListener {
    private final AtomicInteger tasks = new AtomicInteger();

    @Override
    public void onStageCompleted(SparkListenerStageCompleted completed) {
      tasks.accumulateAndGet(completed.stageInfo().numTasks(), Math::max);
    }
  }
}
