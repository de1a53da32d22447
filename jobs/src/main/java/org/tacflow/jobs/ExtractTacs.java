package org.tacflow.jobs;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;
import org.tacflow.tables.columnar.ColumnarFile;
import org.tacflow.tables.columnar.CurveColumn;
import org.tacflow.tables.columnar.IntegerColumn;
import org.tacflow.tables.columnar.TextColumn;

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
    List<ScanTable.Scan> scans = ScanTable.accepted(run.tables());
    run.progress().expect("scans", scans.size(), Progress.Counted.BY_TASKS);
    CollectedMeans means = new CollectedMeans(run.spark());
    voxels(run, means);
    // The means are there now that the voxels are written.
    List<Row> regions = means.rows();
    regions.addAll(curves(run, of(scans, "regional")));
    run.draft().write(Tables.REGIONAL_TACS, regions);
  }

  private static List<ScanTable.Scan> of(List<ScanTable.Scan> scans, String source) {
    return scans.stream().filter(scan -> scan.source().equals(source)).toList();
  }

  /** One task per scan: an image is one gzip stream, and its voxels leave in one file in order. */
  static void voxels(RunContext run, CollectedMeans means) {
    ImageVoxels voxels = new ImageVoxels(run, means, NAME);
    run.draft().write(Tables.VOXEL_TACS, tasks(run), (scans, rows) -> write(voxels, scans, rows));
  }

  /** The scans that have images, a task each. */
  static JavaRDD<ScanTable.Scan> tasks(RunContext run) {
    List<ScanTable.Scan> images = of(ScanTable.accepted(run.tables()), "images");
    return JavaSparkContext.fromSparkContext(run.spark().sparkContext())
        .parallelize(images, Math.max(1, images.size()));
  }

  private static void write(ImageVoxels voxels, Iterator<ScanTable.Scan> scans, ColumnarFile rows)
      throws IOException {
    TextColumn scan = rows.text("scan");
    IntegerColumn index = rows.integer("voxel");
    TextColumn region = rows.text("region");
    CurveColumn tac = rows.curve("tac");
    while (scans.hasNext()) {
      VoxelRows voxel = voxels.of(scans.next());
      while (voxel.next()) {
        scan.add(voxel.scan());
        index.add(voxel.voxel());
        region.add(voxel.region());
        tac.add(voxel.curve());
        rows.endRow();
      }
    }
  }

  private List<Row> curves(RunContext run, List<ScanTable.Scan> scans) {
    if (scans.isEmpty()) {
      return List.of();
    }
    CurveFiles files = new CurveFiles(run, name());
    return JavaSparkContext.fromSparkContext(run.spark().sparkContext())
        .parallelize(scans, scans.size())
        .flatMap(files::of)
        .collect();
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new ExtractTacs(), args);
  }
}
