package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Tables;
import org.tacflow.tables.VoxelFile;
import org.tacflow.tables.columnar.ColumnarPart;
import org.tacflow.udf.ModelEntry;
import org.tacflow.udf.ScanContexts;

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
    if (entries.isEmpty()) {
      // Readers find the table, without rows.
      run.draft().writePartition(Tables.VOXEL_FITS, "none", run.empty(Tables.VOXEL_FITS));
      return;
    }
    List<VoxelFile> all = run.tables().voxelFiles(Tables.VOXEL_TACS);
    Map<String, List<VoxelFile>> files = new TreeMap<>();
    for (ModelEntry entry : entries) {
      Set<String> scans = Fits.scans(run, entry);
      files.put(entry.id(), all.stream().filter(file -> scans.contains(file.scan())).toList());
    }
    long voxels = files.values().stream().flatMap(List::stream).mapToLong(VoxelFile::rows).sum();
    run.progress().expect("voxels", voxels, Progress.Counted.BY_ROWS);
    Broadcast<ScanContexts> contexts = ContextReader.broadcast(run);
    for (ModelEntry entry : entries) {
      run.progress().say("fit voxels by " + entry.id());
      fit(run, entry, contexts, files.get(entry.id()));
    }
  }

  /** One stage without an exchange: no curve leaves the task that reads it. */
  private static void fit(
      RunContext run, ModelEntry entry, Broadcast<ScanContexts> contexts, List<VoxelFile> files) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    List<ColumnarPart> parts = VoxelParts.of(files, spark.defaultParallelism());
    run.draft()
        .writePartition(
            Tables.VOXEL_FITS,
            entry.id(),
            FitColumns.names(entry),
            spark.parallelize(parts, Math.max(1, parts.size())),
            new FittedVoxels(entry, contexts));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new FitVoxels(), args);
  }
}
