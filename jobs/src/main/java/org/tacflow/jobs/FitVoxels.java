package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;
import org.tacflow.udf.ModelEntry;

/** {@code voxel_tacs → voxel_fits}: every voxel by every model that is asked for voxels. */
public final class FitVoxels implements Job {
  @Override
  public String name() {
    return "fit-voxels";
  }

  @Override
  public String purpose() {
    return "fit every voxel by the voxel models";
  }

  @Override
  public void run(RunContext run) throws IOException {
    List<ModelEntry> entries = ModelEntries.ofVoxels(run.config());
    run.registerFits();
    Dataset<Row> curves = run.draft().read(Tables.VOXEL_TACS);
    List<String> keys = List.of("scan", "voxel", "region");
    run.progress().expect("voxels", curves.count() * entries.size(), Progress.Counted.BY_ROWS);
    for (ModelEntry entry : entries) {
      run.progress().say("fit voxels by " + entry.id());
      run.draft()
          .writePartition(
              Tables.VOXEL_FITS,
              entry.id(),
              Fits.of(run, curves, keys, entry, entry.functionName(), Tables.VOXEL_FITS));
    }
    if (entries.isEmpty()) {
      run.draft().writePartition(Tables.VOXEL_FITS, "none", run.empty(Tables.VOXEL_FITS));
    }
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new FitVoxels(), args);
  }
}
