package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.Voxelwise;
import org.tacflow.tables.Tables;

/** {@code voxel_fits, cohort, scan_scores → voxelwise_tests, voxelwise_results, …_clusters}. */
public final class TestVoxels implements Job {
  @Override
  public String name() {
    return "voxelwise";
  }

  @Override
  public String purpose() {
    return "test maps voxel by voxel";
  }

  /** Maps lie beside the tables of their run, and a table of maps names images of anywhere. */
  @Override
  public boolean isRepeatable(CohortConfig config) {
    return config.voxelwise().tests().isEmpty();
  }

  @Override
  public void run(RunContext run) throws IOException {
    Voxelwise settings = run.config().voxelwise();
    VoxelMapFiles files = new VoxelMapFiles(run);
    List<Row> tests = new ArrayList<>();
    List<Row> clusters = new ArrayList<>();
    MapSource source = settings.tests().isEmpty() ? null : source(run);
    run.draft()
        .writePartition(Tables.VOXELWISE_RESULTS, "none", run.empty(Tables.VOXELWISE_RESULTS));
    for (Voxelwise.Test test : settings.tests()) {
      VoxelTest.Outcome outcome = new VoxelTest(run, test, source).run();
      tests.add(outcome.test());
      if (outcome.maps() != null) {
        clusters.addAll(outcome.maps().clusterRows());
        run.draft()
            .writePartition(
                Tables.VOXELWISE_RESULTS,
                test.name(),
                VoxelColumns.of(outcome.maps()).rows(run.spark()).coalesce(1));
        files.write(outcome.maps(), outcome.test());
      }
    }
    run.draft().write(Tables.VOXELWISE_TESTS, tests);
    run.draft().write(Tables.VOXELWISE_CLUSTERS, clusters);
  }

  private static MapSource source(RunContext run) throws IOException {
    return run.config().voxelwise().maps().isEmpty() ? new FittedMaps(run) : ImportedMaps.of(run);
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new TestVoxels(), args);
  }
}
