package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;
import org.tacflow.testing.LocalSpark;
import org.tacflow.udf.ModelEntry;

/** How Spark means to fit voxels: curves stay where they are read, and every core gets some. */
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
    RunContext run =
        RunContext.begin(
            LocalSpark.session(),
            Configs.reader()
                .parse(
                    "test",
                    CONFIG,
                    "",
                    Map.of(
                        "bids-dir",
                        cohort.folder().toString(),
                        "output-dir",
                        folder.resolve("out").toString())),
            Progress.silent());
    new IndexScans().run(run);
    new ExtractTacs().run(run);
    new PrepareInputs().run(run);
    for (ModelEntry entry : ModelEntries.ofVoxels(run.config())) {
      Dataset<Row> fits = FitVoxels.fits(run, entry);
      String plan = fits.queryExecution().executedPlan().toString();
      assertThat(plan).contains("tac#").contains("FileScan parquet");
      // A broadcast of the scans of a tracer is all that moves.
      assertThat(plan.replace("BroadcastExchange", "")).doesNotContain("Exchange");
      assertThat(fits.count()).isEqualTo(run.draft().read(Tables.VOXEL_TACS).count());
    }
    // The guard itself sees an exchange where there is one.
    Dataset<Row> moved = run.draft().read(Tables.VOXEL_TACS).repartition(3);
    assertThat(moved.queryExecution().executedPlan().toString()).contains("Exchange");
  }
}
