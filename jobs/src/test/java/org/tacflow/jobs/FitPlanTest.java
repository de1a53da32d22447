package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;
import org.tacflow.testing.LocalSpark;

/** How voxels are fitted: curves stay where they are read. */
class FitPlanTest {
  private static final String CONFIG =
      """
      name: plan
      blood:
        delay: none
      models:
        - model: Logan
        - model: SUVR
          tracers: [PBR28]
          reference-region: cerebellum
      registry-groups: [cerebellum]
      """;

  @Test
  void noCurveIsSentToAnotherTask(@TempDir Path folder) throws Exception {
    SmallCohort cohort = SmallCohort.images(folder.resolve("cohort"), 1, 1);
    RunContext run = cohort.begin(CONFIG, folder.resolve("out"));
    new IndexScans().run(run);
    new ExtractTacs().run(run);
    new PrepareInputs().run(run);
    TaskTime tasks = TaskTime.of(LocalSpark.session());
    new FitVoxels().run(run);
    long voxels = run.tables().read(Tables.VOXEL_TACS).count();
    assertThat(run.tables().read(Tables.VOXEL_FITS).count()).isEqualTo(2 * voxels);
    long small = tasks.moved();
    // Sorted lists of scans may be exchanged: some 100 bytes a scan.
    assertThat(small).isLessThan(20_000);
    // The guard itself sees curves that move: 4 bytes a frame of a voxel.
    run.tables()
        .read(Tables.VOXEL_TACS)
        .repartition(3)
        .write()
        .format("noop")
        .mode("append")
        .save();
    long large = tasks.moved() - small;
    assertThat(large).isGreaterThan(10 * small).isGreaterThan(20 * voxels);
    LocalSpark.session().sparkContext().removeSparkListener(tasks);
  }
}
