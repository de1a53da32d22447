package org.tacflow.jobs;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.SparkSession;
import org.tacflow.config.CohortConfig;

/**
 * Time per scan and memory as a cohort grows, over the jobs from index to regional outcomes.
 *
 * <p>Memory is the heap in use after a full collection at the end of every stage, taken in a round
 * of its own. In local mode that is the driver's and the tasks' together; with executors of their
 * own it is the driver's alone, and so is the processor time.
 *
 * <p>Some seconds belong to a run, not to its scans: the last column is what each scan costs that a
 * cohort has more than the one before.
 */
final class GrowthBenchmark {
  private GrowthBenchmark() {}

  /** Measures and prints one line for each cohort. */
  static void print(SparkSession spark, List<CohortConfig> cohorts, int rounds, PrintStream out)
      throws IOException {
    runAll(spark, cohorts.get(0));
    TaskTime tasks = TaskTime.of(spark);
    out.printf(
        Locale.ROOT,
        "%n%6s %12s %12s %12s %14s %18s%n",
        "scans",
        "wall s/scan",
        "cpu s/scan",
        "tasks s/scan",
        "peak heap MB",
        "wall s/scan more");
    double wallBefore = 0;
    long scansBefore = 0;
    for (CohortConfig cohort : cohorts) {
      List<Cost> costs = new ArrayList<>();
      long[] scans = {0};
      for (int round = 0; round < rounds; round++) {
        costs.add(Cost.ofProcess(tasks, () -> scans[0] = runAll(spark, cohort)));
      }
      Peak peak = new Peak();
      spark.sparkContext().addSparkListener(peak);
      runAll(spark, cohort);
      spark.sparkContext().removeSparkListener(peak);
      Cost cost = Cost.median(costs);
      out.printf(
          Locale.ROOT,
          "%6d %12.3f %12.3f %12.3f %14.0f %18.3f%n",
          scans[0],
          cost.wall() / scans[0],
          cost.cpu() / scans[0],
          cost.tasks() / scans[0],
          peak.bytes / 1e6,
          (cost.wall() - wallBefore) / (scans[0] - scansBefore));
      wallBefore = cost.wall();
      scansBefore = scans[0];
    }
    out.flush();
  }

  private static long runAll(SparkSession spark, CohortConfig cohort) throws IOException {
    RunContext run = RunContext.begin(spark, cohort, Progress.silent());
    try {
      for (Job job :
          List.of(
              new IndexScans(),
              new ExtractTacs(),
              new PrepareInputs(),
              new FitVoxels(),
              new FitRegions(),
              new SummarizeRegions())) {
        job.run(run);
      }
      return ScanTable.accepted(run.draft()).size();
    } finally {
      run.draft().discard();
    }
  }

  /** Collects garbage at the end of every stage and keeps the largest heap that is left. */
  private static final class Peak extends SparkListener {
    private volatile long bytes;

    @Override
    public void onStageCompleted(SparkListenerStageCompleted completed) {
      System.gc();
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      bytes = Math.max(bytes, used);
    }
  }
}
