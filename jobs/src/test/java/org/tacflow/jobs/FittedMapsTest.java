package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.ImageGrid;
import org.tacflow.bids.NiftiWriter;
import org.tacflow.bids.Storage;
import org.tacflow.tables.Tables;

class FittedMapsTest {
  private static final ImageGrid GRID =
      ImageGrid.of(4, 4, 4, new double[] {-3, 0, 0, 10, 0, 3, 0, 20, 0, 0, 3, 30});

  @TempDir Path folder;

  @Test
  void fitsOfTheRunAreMapsToo() throws IOException {
    String labels = folder + "/labels_dseg.nii.gz";
    NiftiWriter.writeLabels(Storage.local(), labels, GRID, new int[64]);
    CohortTables tables = new CohortTables();
    List<Row> scans = new ArrayList<>();
    List<Row> fits = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 20; i++) {
      String id = "sub-%02d".formatted(i);
      String genotype = i % 3 == 0 ? "HAB" : "MAB";
      tables.scan(
          id,
          new CohortTables.Person(
              id, i % 2 == 0 ? "AD" : "HC", null, i % 4 < 2 ? "A" : "B", 60.0, "male", genotype));
      scans.add(
          new Cells(Tables.SCANS.schema())
              .put("scan", id)
              .put("participant_id", id)
              .put("labels", labels)
              .put("status", "accepted")
              .row());
      for (int v = 8; v < 60; v++) {
        boolean failed = i == 5 && v == 59;
        fits.add(
            new Cells(Tables.VOXEL_FITS.schema())
                .put("scan", id)
                .put("voxel", v)
                .put("model", "2TCM")
                .put("VT", failed ? null : Math.exp(random.nextGaussian() / 10 + i % 2))
                .row());
      }
    }
    Job write = new Written(scans, fits);
    RunContext run =
        tables
            .settings(
                """
                voxelwise:
                  permutations: 20
                  tests: [{name: fitted, model: 2TCM, disease: AD, comparator: HC}]
                """)
            .run(folder.resolve("out"), "", 0, write, new TestVoxels());
    Row test = CohortTables.row(run, Tables.VOXELWISE_TESTS, "true");
    assertThat(test.<String>getAs("transform")).isEqualTo("log");
    assertThat(test.<Integer>getAs("voxels")).isEqualTo(51);
    // Controls are e times the patients.
    assertThat(CohortTables.rows(run, Tables.VOXELWISE_RESULTS, "true"))
        .hasSize(51)
        .allSatisfy(row -> assertThat(row.<Double>getAs("effect")).isBetween(-1.2, -0.8));
  }

  /** Writes tables that earlier jobs make. */
  private record Written(List<Row> scans, List<Row> fits) implements Job {
    @Override
    public String name() {
      return "written";
    }

    @Override
    public String purpose() {
      return "write tables by hand";
    }

    @Override
    public void run(RunContext run) {
      run.draft().write(Tables.SCANS, run.spark().createDataFrame(scans, Tables.SCANS.schema()));
      run.draft()
          .write(Tables.VOXEL_FITS, run.spark().createDataFrame(fits, Tables.VOXEL_FITS.schema()));
    }
  }
}
