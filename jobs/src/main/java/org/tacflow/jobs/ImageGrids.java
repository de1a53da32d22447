package org.tacflow.jobs;

import java.util.HashMap;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.tacflow.bids.NiftiHeader;
import org.tacflow.bids.ScanException;
import org.tacflow.bids.Storage;
import scala.Tuple2;

/** Parcellation and voxel volume of the scans with images, from the headers of their labels. */
final class ImageGrids {
  private ImageGrids() {}

  static HashMap<String, ImageRegions.Grid> of(RunContext run, List<ScanTable.Scan> images) {
    Storage storage = run.storage();
    List<Tuple2<String, ImageRegions.Grid>> grids =
        JavaSparkContext.fromSparkContext(run.spark().sparkContext())
            .parallelize(images)
            .flatMap(scan -> grid(storage, scan).iterator())
            .collect();
    HashMap<String, ImageRegions.Grid> byScan = new HashMap<>();
    grids.forEach(grid -> byScan.put(grid._1(), grid._2()));
    return byScan;
  }

  /** Nothing for a scan whose labels cannot be read: it has no voxels either. */
  private static List<Tuple2<String, ImageRegions.Grid>> grid(
      Storage storage, ScanTable.Scan scan) {
    try {
      String labels = scan.files().labels();
      double volume = NiftiHeader.read(storage, labels).grid().voxelVolume();
      return List.of(
          new Tuple2<>(scan.key(), new ImageRegions.Grid(CurveFiles.parcellation(labels), volume)));
    } catch (ScanException e) {
      return List.of();
    }
  }
}
