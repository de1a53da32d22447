package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Tables;
import org.tacflow.udf.FitCatalog;
import org.tacflow.udf.ModelEntry;

/** {@code voxel_tacs → voxel_fits}: every voxel by every model that is asked for voxels. */
public final class FitVoxels implements ScanJob {
  @Override
  public String name() {
    return "fit-voxels";
  }

  @Override
  public String purpose() {
    return "fit every voxel by the voxel models";
  }

  @Override
  public List<String> models(CohortConfig config) {
    return ModelEntries.ofVoxels(config).stream().map(ModelEntry::id).toList();
  }

  @Override
  public void ingredients(ScanIngredients unit) {
    Fits.ingredients(unit);
  }

  @Override
  public void run(RunContext run) throws IOException {
    List<ModelEntry> entries = run.inHand(ModelEntries.ofVoxels(run.config()), ModelEntry::id);
    long voxels = 0;
    for (ModelEntry entry : entries) {
      voxels += run.readInHand(Tables.VOXEL_TACS, entry.id()).count();
    }
    run.progress().expect("voxels", voxels, Progress.Counted.BY_ROWS);
    for (ModelEntry entry : entries) {
      run.progress().say("fit voxels by " + entry.id());
      run.fileParts()
          .divided(
              run.readInHand(Tables.VOXEL_TACS, entry.id()),
              () -> run.draft().writePartition(Tables.VOXEL_FITS, entry.id(), fits(run, entry)));
    }
    if (entries.isEmpty()) {
      // Readers find the table, without rows.
      run.draft().writePartition(Tables.VOXEL_FITS, "none", run.empty(Tables.VOXEL_FITS));
    }
  }

  /** Every voxel by one model: no curve leaves the task that reads it. */
  static Dataset<Row> fits(RunContext run, ModelEntry entry) {
    run.registerFits();
    return Fits.of(
        run,
        run.readInHand(Tables.VOXEL_TACS, entry.id()),
        List.of("scan", "voxel", "region"),
        entry,
        FitCatalog.nameOf(entry),
        Tables.VOXEL_FITS);
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new FitVoxels(), args);
  }
}
