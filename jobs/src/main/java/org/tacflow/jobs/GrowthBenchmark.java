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
 * <p>Memory is the heap in use after a full collection at the end of every stage, taken in a first
 * round over all cohorts. In local mode that is the driver's and the tasks' together; with
 * executors of their own it is the driver's alone, and so is the processor time. What Spark keeps
 * of earlier runs counts as well: sizes given in the reverse order tell it from what grows with a
 * cohort.
 *
 * <p>What the compiler of the JVM takes of a driver goes with the number of runs, not of scans:
 * runs over the first cohort warm up for the measured ones.
 *
 * <p>The rounds of a cohort follow one another: the disk still writes and clears the tables of the
 * largest when the next run has begun, and a small one would be charged for it.
 *
 * <p>Some seconds belong to a run, not to its scans: the last columns are what each scan costs that
 * a cohort has more than the one before.
 */
final class GrowthBenchmark {
  private GrowthBenchmark() {}

  /**
   * Measures and prints one line for each cohort.
   *
   * @param warmUp runs over the first cohort before the measured ones
   */
  static void print(
      SparkSession spark, List<CohortConfig> cohorts, int warmUp, int rounds, PrintStream out)
      throws IOException {
    TaskTime tasks = TaskTime.of(spark);
    List<Size> sizes = cohorts.stream().map(Size::new).toList();
    Peak peak = new Peak();
    spark.sparkContext().addSparkListener(peak);
    for (Size size : sizes) {
      peak.bytes = 0;
      size.scans = runAll(spark, size.cohort);
      TaskTime.waitForEvents(spark);
      size.heap = peak.bytes;
    }
    spark.sparkContext().removeSparkListener(peak);
    for (int round = 0; round < warmUp; round++) {
      runAll(spark, cohorts.get(0));
    }
    for (Size size : sizes) {
      for (int round = 0; round < rounds; round++) {
        size.costs.add(Cost.ofProcess(tasks, () -> runAll(spark, size.cohort)));
      }
    }
    print(sizes, out);
  }

  private static void print(List<Size> sizes, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%6s %12s %12s %12s %14s %18s %18s%n",
        "scans",
        "wall s/scan",
        "cpu s/scan",
        "tasks s/scan",
        "peak heap MB",
        "wall s/scan more",
        "tasks s/scan more");
    Cost before = Cost.NONE;
    long scansBefore = 0;
    for (Size size : sizes) {
      Cost cost = Cost.median(size.costs);
      Cost more = cost.minus(before);
      long scansMore = size.scans - scansBefore;
      out.printf(
          Locale.ROOT,
          "%6d %12.3f %12.3f %12.3f %14.0f %18.3f %18.3f%n",
          size.scans,
          cost.wall() / size.scans,
          cost.cpu() / size.scans,
          cost.tasks() / size.scans,
          size.heap / 1e6,
          more.wall() / scansMore,
          more.tasks() / scansMore);
      before = cost;
      scansBefore = size.scans;
    }
    out.flush();
  }

  /** A cohort and what was measured of it. */
  private static final class Size {
    private final CohortConfig cohort;
    private final List<Cost> costs = new ArrayList<>();
    private long scans;
    private long heap;

    private Size(CohortConfig cohort) {
      this.cohort = cohort;
    }
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
      return ScanTable.accepted(run.tables()).size();
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
