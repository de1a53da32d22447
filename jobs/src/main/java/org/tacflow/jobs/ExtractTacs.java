package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** {@code scans → voxel_tacs, regional_tacs}: curves in kBq/mL, decay-corrected to injection. */
public final class ExtractTacs implements ScanJob {
  private static final String NAME = "extract";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String purpose() {
    return "extract voxel and regional curves";
  }

  @Override
  public void ingredients(ScanIngredients unit) {
    unit.filesWithoutBlood().settings("curves.", "region-groups");
  }

  @Override
  public void run(RunContext run) throws IOException {
    List<ScanTable.Scan> scans = ScanTable.accepted(run.draft());
    run.progress().expect("scans", scans.size(), Progress.Counted.BY_TASKS);
    CollectedMeans means = new CollectedMeans(run.spark());
    run.draft().write(Tables.VOXEL_TACS, voxels(run, means));
    // The means are there now that the voxels are written.
    run.draft()
        .write(
            Tables.REGIONAL_TACS,
            means.rows(run.spark()).unionByName(curves(run, of(scans, "regional"))).coalesce(1));
  }

  private static List<ScanTable.Scan> of(List<ScanTable.Scan> scans, String source) {
    return scans.stream().filter(scan -> scan.source().equals(source)).toList();
  }

  /** One task per scan: an image is one gzip stream, and its voxels leave in one file in order. */
  static Dataset<Row> voxels(RunContext run, CollectedMeans means) {
    List<ScanTable.Scan> images = of(ScanTable.accepted(run.draft()), "images");
    if (images.isEmpty()) {
      return run.empty(Tables.VOXEL_TACS);
    }
    ImageVoxels voxels = new ImageVoxels(run, means, NAME);
    return run.spark()
        .createDataset(
            JavaSparkContext.fromSparkContext(run.spark().sparkContext())
                .parallelize(images, images.size())
                .flatMap(voxels::of)
                .rdd(),
            Encoders.bean(VoxelTac.class))
        .toDF();
  }

  private Dataset<Row> curves(RunContext run, List<ScanTable.Scan> scans) {
    if (scans.isEmpty()) {
      return run.empty(Tables.REGIONAL_TACS);
    }
    CurveFiles files = new CurveFiles(run, name());
    return run.spark()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(run.spark().sparkContext())
                .parallelize(scans, scans.size())
                .flatMap(files::of),
            Tables.REGIONAL_TACS.schema());
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new ExtractTacs(), args);
  }
}
