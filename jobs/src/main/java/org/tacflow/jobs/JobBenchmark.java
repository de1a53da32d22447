package org.tacflow.jobs;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;
import org.tacflow.config.CohortConfig;
import org.tacflow.udf.ModelEntry;

/**
 * The jobs up to the voxel fits against gunzip and fit alone, medians over rounds.
 *
 * <p>Stages run one after the other; the wall-clock ratio is {@code wall · cores / floor}, those of
 * the processor {@code cpu / floor}. On an idle machine they agree but for what is not parallel; on
 * a busy one only those of the processor mean anything.
 *
 * <p>Start-up is what the same jobs cost over a cohort of one scan a core, less its share of the
 * work: ratios beyond it are those of the scans that the larger cohort has more.
 */
final class JobBenchmark {
  private static final String BLOCK_EXTRACT = "extract into blocks";
  private static final String BLOCK_FIT = "fit from blocks";
  private static final String GUNZIP = "gunzip alone, one core";
  private static final String GUNZIP_TOGETHER = "gunzip alone, all cores";
  private static final String FIT = "fit alone, one core";
  private static final String FIT_TOGETHER = "fit alone, all cores";

  private final int cores;
  private final ModelEntry entry;
  private final JobCosts jobs;
  private final JobCosts few;
  private final PrintStream out;

  private JobBenchmark(SparkSession spark, CohortConfig all, CohortConfig few, PrintStream out) {
    TaskTime tasks = TaskTime.of(spark);
    this.cores = spark.sparkContext().defaultParallelism();
    this.entry = ModelEntries.ofVoxels(all).get(0);
    this.jobs = new JobCosts(spark, all, tasks);
    this.few = new JobCosts(spark, few, tasks);
    this.out = out;
  }

  /**
   * Measures and prints.
   *
   * @param few a cohort of a scan a core
   * @param warmUp rounds before the measured ones
   */
  static void print(
      SparkSession spark,
      CohortConfig all,
      CohortConfig few,
      int warmUp,
      int rounds,
      PrintStream out)
      throws IOException {
    JobBenchmark benchmark = new JobBenchmark(spark, all, few, out);
    for (int round = 0; round < warmUp; round++) {
      benchmark.round();
    }
    benchmark.jobs.forget();
    benchmark.few.forget();
    for (int round = 0; round < rounds; round++) {
      benchmark.round();
    }
    benchmark.print();
  }

  private void round() throws IOException {
    jobs.round(this::trials);
    few.round(run -> {});
  }

  private void trials(RunContext run) throws IOException {
    BlockTrial blocks = new BlockTrial(run);
    jobs.measure(BLOCK_EXTRACT, blocks::extract);
    jobs.measure(BLOCK_FIT, () -> blocks.fit(entry));
    PureWork pure = new PureWork(run);
    jobs.add(GUNZIP, pure.gunzip(1));
    jobs.add(GUNZIP_TOGETHER, pure.gunzip(cores));
    jobs.add(FIT, pure.fit(entry, 1));
    jobs.add(FIT_TOGETHER, pure.fit(entry, cores));
  }

  private void print() {
    out.printf(Locale.ROOT, "%n%,d voxels, %d cores, median of rounds%n", jobs.voxels(), cores);
    out.printf(
        Locale.ROOT,
        "%-26s %9s %9s %9s %14s%n",
        "",
        "wall s",
        "cpu s",
        "tasks s",
        "tasks us/voxel");
    jobs.names().forEach(name -> print(name, jobs.cost(name)));
    print("write of voxel_tacs", jobs.write());
    print("write of regional_tacs", jobs.cost("extract").minus(jobs.cost(JobCosts.ROWS_EXTRACT)));
    out.printf(Locale.ROOT, "%n%-60s %9s %9s %9s%n", "against", "wall", "cpu", "tasks");
    out.println("gunzip and fit alone, one core:");
    ratios(jobs.cost(GUNZIP).cpu(), jobs.cost(FIT).cpu());
    out.println("gunzip and fit alone, all cores:");
    ratios(jobs.cost(GUNZIP_TOGETHER).cpu(), jobs.cost(FIT_TOGETHER).cpu());
    Cost rows = jobs.cost(JobCosts.ROWS_EXTRACT).plus(jobs.cost(JobCosts.FIT_VOXELS));
    Cost blocks = jobs.cost(BLOCK_EXTRACT).plus(jobs.cost(BLOCK_FIT));
    out.printf(
        Locale.ROOT,
        "%-60s %9.2f %9.2f %9.2f%n",
        "blocks / rows, extract and fit",
        blocks.wall() / rows.wall(),
        blocks.cpu() / rows.cpu(),
        blocks.tasks() / rows.tasks());
    out.printf("%nBytes exchanged between tasks: %s%n", jobs.moved());
    out.flush();
  }

  private void print(String name, Cost cost) {
    out.printf(
        Locale.ROOT,
        "%-26s %9.2f %9.2f %9.2f %14.3f%n",
        name,
        cost.wall(),
        cost.cpu(),
        cost.tasks(),
        1e6 * cost.tasks() / jobs.voxels());
  }

  private void ratios(double gunzip, double fits) {
    ratios("", gunzip, fits, Cost.NONE, Cost.NONE, Cost.NONE);
    double share = 1 - (double) few.voxels() / jobs.voxels();
    if (share > 0) {
      Cost fit = few.cost(JobCosts.FIT_VOXELS);
      ratios("beyond start-up: ", share * gunzip, share * fits, fit, few.cold(), few.write());
    }
  }

  /** Ratios to the floor of some work, after some costs are taken off. */
  private void ratios(
      String what, double gunzip, double fits, Cost offFit, Cost offCold, Cost offWrite) {
    Cost cold = jobs.cold().minus(offCold);
    Cost write = jobs.write().minus(offWrite);
    Cost fitVoxels = jobs.cost(JobCosts.FIT_VOXELS).minus(offFit);
    ratio(what + "fit-voxels / (fit / cores)", fitVoxels, fits);
    ratio(what + "cold without write / ((gunzip + fit) / cores)", cold.minus(write), gunzip + fits);
    ratio(what + "cold with write / ((gunzip + fit) / cores)", cold, gunzip + fits);
  }

  private void ratio(String name, Cost cost, double floor) {
    out.printf(
        Locale.ROOT,
        "%-60s %9.2f %9.2f %9.2f%n",
        name,
        cost.wall() * cores / floor,
        cost.cpu() / floor,
        cost.tasks() / floor);
  }
}
