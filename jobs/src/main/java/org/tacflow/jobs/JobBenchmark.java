package org.tacflow.jobs;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.tacflow.config.CohortConfig;
import org.tacflow.udf.ModelEntry;

/**
 * The jobs up to the voxel fits against gunzip and fit alone, medians over rounds.
 *
 * <p>Stages run one after the other; the wall-clock ratio is {@code wall · cores / floor}, those of
 * the processor {@code cpu / floor}. On an idle machine they agree but for what is not parallel; on
 * a busy one only those of the processor mean anything.
 */
final class JobBenchmark {
  private static final String ROWS_EXTRACT = "extract into rows";
  private static final String BLOCK_EXTRACT = "extract into blocks";
  private static final String BLOCK_FIT = "fit from blocks";
  private static final String FIT = "fit alone, one core";
  private static final String FIT_TOGETHER = "fit alone, all cores";
  private static final String WITHOUT_WRITE = "extract, nothing written";

  private final SparkSession spark;
  private final CohortConfig config;
  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();
  private final TaskTime tasks;
  private long voxels;
  private final Map<String, Long> moved = new LinkedHashMap<>();

  private JobBenchmark(SparkSession spark, CohortConfig config) {
    this.spark = spark;
    this.tasks = TaskTime.of(spark);
    this.config = config;
  }

  /** Measures and prints. */
  static void print(SparkSession spark, CohortConfig config, int rounds, PrintStream out)
      throws IOException {
    JobBenchmark benchmark = new JobBenchmark(spark, config);
    benchmark.round();
    benchmark.costs.clear();
    for (int round = 0; round < rounds; round++) {
      benchmark.round();
    }
    benchmark.print(out);
  }

  private void round() throws IOException {
    RunContext run = RunContext.begin(spark, config, Progress.silent());
    try {
      for (Job job :
          List.of(new IndexScans(), new ExtractTacs(), new PrepareInputs(), new FitVoxels())) {
        long before = tasks.moved();
        measure(job.name(), Cost.ofProcess(tasks, () -> job.run(run)));
        moved.put(job.name(), tasks.moved() - before);
      }
      measure(
          ROWS_EXTRACT,
          Cost.ofProcess(tasks, () -> ExtractTacs.voxels(run, new CollectedMeans(spark))));
      measure(WITHOUT_WRITE, Cost.ofProcess(tasks, () -> read(run)));
      ModelEntry entry = ModelEntries.ofVoxels(config).get(0);
      BlockTrial blocks = new BlockTrial(run);
      measure(BLOCK_EXTRACT, Cost.ofProcess(tasks, blocks::extract));
      measure(BLOCK_FIT, Cost.ofProcess(tasks, () -> blocks.fit(entry)));
      PureWork pure = new PureWork(run);
      measure("gunzip alone", pure.gunzip());
      measure(FIT, pure.fit(entry, 1));
      measure(FIT_TOGETHER, pure.fit(entry, spark.sparkContext().defaultParallelism()));
      voxels = pure.voxels();
    } finally {
      run.draft().discard();
    }
  }

  /** Extraction as it is, its rows looked at and dropped. */
  private static void read(RunContext run) {
    ImageVoxels voxels = new ImageVoxels(run, new CollectedMeans(run.spark()), "benchmark");
    ExtractTacs.tasks(run)
        .foreach(
            scan -> {
              VoxelRows voxel = voxels.of(scan);
              while (voxel.next()) {
                continue;
              }
            });
  }

  private void measure(String name, Cost cost) {
    costs.computeIfAbsent(name, key -> new ArrayList<>()).add(cost);
  }

  private Cost cost(String name) {
    return Cost.median(costs.get(name));
  }

  private void print(PrintStream out) {
    int cores = spark.sparkContext().defaultParallelism();
    out.printf(Locale.ROOT, "%n%,d voxels, %d cores, median of rounds%n", voxels, cores);
    out.printf(
        Locale.ROOT,
        "%-26s %9s %9s %9s %14s%n",
        "",
        "wall s",
        "cpu s",
        "tasks s",
        "tasks us/voxel");
    costs.keySet().forEach(name -> print(name, cost(name), out));
    Cost gunzip = cost("gunzip alone");
    Cost write = cost(ROWS_EXTRACT).minus(cost(WITHOUT_WRITE));
    print("write of voxel_tacs", write, out);
    print("write of regional_tacs", cost("extract").minus(cost(ROWS_EXTRACT)), out);
    Cost cold = cost("index").plus(cost("extract")).plus(cost("inputs")).plus(cost("fit-voxels"));
    out.printf(Locale.ROOT, "%n%-44s %9s %9s %9s%n", "against", "wall", "cpu", "tasks");
    for (String fit : List.of(FIT, FIT_TOGETHER)) {
      double fits = cost(fit).cpu();
      double floor = gunzip.cpu() + fits;
      out.println(fit + ":");
      ratio("fit-voxels / (fit / cores)", cost("fit-voxels"), fits, cores, out);
      ratio("cold without write / ((gunzip + fit) / cores)", cold.minus(write), floor, cores, out);
      ratio("cold with write / ((gunzip + fit) / cores)", cold, floor, cores, out);
    }
    Cost rows = cost(ROWS_EXTRACT).plus(cost("fit-voxels"));
    Cost blocks = cost(BLOCK_EXTRACT).plus(cost(BLOCK_FIT));
    out.printf(
        Locale.ROOT,
        "%-44s %9.2f %9.2f %9.2f%n",
        "blocks / rows, extract and fit",
        blocks.wall() / rows.wall(),
        blocks.cpu() / rows.cpu(),
        blocks.tasks() / rows.tasks());
    out.printf("%nBytes exchanged between tasks: %s%n", moved);
    out.flush();
  }

  private void print(String name, Cost cost, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-26s %9.2f %9.2f %9.2f %14.3f%n",
        name,
        cost.wall(),
        cost.cpu(),
        cost.tasks(),
        1e6 * cost.tasks() / voxels);
  }

  private static void ratio(String name, Cost cost, double floor, int cores, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-44s %9.2f %9.2f %9.2f%n",
        name,
        cost.wall() * cores / floor,
        cost.cpu() / floor,
        cost.tasks() / floor);
  }
}
