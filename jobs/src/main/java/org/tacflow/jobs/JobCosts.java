package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Tables;
import org.tacflow.tables.VoxelFile;

/** What the jobs up to the voxel fits cost over one cohort, and extraction without its write. */
final class JobCosts {
  static final String FIT_VOXELS = "fit-voxels";
  static final String ROWS_EXTRACT = "extract into rows";
  static final String WITHOUT_WRITE = "extract, nothing written";

  private final SparkSession spark;
  private final CohortConfig config;
  private final TaskTime tasks;
  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();
  private final Map<String, Long> moved = new LinkedHashMap<>();
  private long voxels;

  /** Work over the tables of a round, before they are deleted. */
  interface More {
    void of(RunContext run) throws IOException;
  }

  JobCosts(SparkSession spark, CohortConfig config, TaskTime tasks) {
    this.spark = spark;
    this.config = config;
    this.tasks = tasks;
  }

  /** Runs the jobs once. */
  void round(More more) throws IOException {
    RunContext run = RunContext.begin(spark, config, Progress.silent());
    try {
      for (Job job :
          List.of(new IndexScans(), new ExtractTacs(), new PrepareInputs(), new FitVoxels())) {
        long before = tasks.moved();
        measure(job.name(), () -> job.run(run));
        moved.put(job.name(), tasks.moved() - before);
      }
      measure(ROWS_EXTRACT, () -> ExtractTacs.voxels(run, new CollectedMeans(spark)));
      measure(WITHOUT_WRITE, () -> read(run));
      List<VoxelFile> files = run.tables().voxelFiles(Tables.VOXEL_TACS);
      voxels = files.stream().mapToLong(VoxelFile::rows).sum();
      more.of(run);
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

  /** Measures a piece of work of this round. */
  void measure(String name, Cost.Work work) throws IOException {
    add(name, Cost.ofProcess(tasks, work));
  }

  /** Adds what a piece of work of this round has cost. */
  void add(String name, Cost cost) {
    costs.computeIfAbsent(name, key -> new ArrayList<>()).add(cost);
  }

  /** Forgets the rounds so far. */
  void forget() {
    costs.clear();
  }

  /** What was measured, in order. */
  Set<String> names() {
    return costs.keySet();
  }

  /** Median over rounds. */
  Cost cost(String name) {
    return Cost.median(costs.get(name));
  }

  /** The write of {@code voxel_tacs}. */
  Cost write() {
    return cost(ROWS_EXTRACT).minus(cost(WITHOUT_WRITE));
  }

  /** All jobs, from images to voxel fits. */
  Cost cold() {
    return cost("index").plus(cost("extract")).plus(cost("inputs")).plus(cost(FIT_VOXELS));
  }

  /** Voxels of the cohort. */
  long voxels() {
    return voxels;
  }

  /** Bytes that the tasks of a job wrote for other tasks, by job. */
  Map<String, Long> moved() {
    return moved;
  }
}
