package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tacflow.config.CohortConfig;
import org.tacflow.study.RegionRegistry;
import org.tacflow.study.Registries;
import org.tacflow.tables.Tables;

/**
 * Regional means of the voxels of each scan.
 *
 * <p>A file of {@code voxel_tacs} is one scan in voxel order and is read as one partition, so that
 * a mean has the same bits whatever the number of cores.
 */
final class ImageRegions implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  // With this cost of opening, a file fills a partition and is never split.
  private static final String WHOLE_FILES = String.valueOf(1L << 40);

  private final HashMap<String, Grid> grids;
  private final CohortConfig config;

  /** What a scan's voxels need to become regions. */
  record Grid(String parcellation, double voxelVolume) implements java.io.Serializable {}

  private ImageRegions(HashMap<String, Grid> grids, CohortConfig config) {
    this.grids = grids;
    this.config = config;
  }

  /** Rows of {@code regional_tacs} for the scans with images. */
  static Dataset<Row> of(RunContext run, List<ScanTable.Scan> images) {
    if (images.isEmpty()) {
      return run.empty(Tables.REGIONAL_TACS);
    }
    SparkSession wholeFiles = run.spark().newSession();
    wholeFiles.conf().set("spark.sql.files.maxPartitionBytes", WHOLE_FILES);
    wholeFiles.conf().set("spark.sql.files.openCostInBytes", WHOLE_FILES);
    Dataset<Row> means =
        run.draft()
            .read(wholeFiles, Tables.VOXEL_TACS)
            .mapPartitions(
                new ImageRegions(ImageGrids.of(run, images), run.config()),
                Encoders.row(Tables.REGIONAL_TACS.schema()));
    return run.spark().createDataFrame(means.toJavaRDD(), Tables.REGIONAL_TACS.schema());
  }

  @Override
  public Iterator<Row> call(Iterator<Row> voxels) {
    Map<String, RegionMeans> scans = new TreeMap<>();
    while (voxels.hasNext()) {
      Row voxel = voxels.next();
      String scan = voxel.getString(0);
      Grid grid = grids.get(scan);
      scans
          .computeIfAbsent(scan, key -> new RegionMeans(key, grid.parcellation()))
          .addVoxel(voxel.getString(2), floats(voxel), grid.voxelVolume());
    }
    RegionRegistry registry = Registries.packaged().regions();
    List<Row> rows = new ArrayList<>();
    scans.values().forEach(means -> rows.addAll(means.rows(config.regionGroups(), registry)));
    return rows.iterator();
  }

  private static float[] floats(Row voxel) {
    List<Float> list = voxel.getList(3);
    float[] tac = new float[list.size()];
    for (int f = 0; f < tac.length; f++) {
      tac[f] = list.get(f);
    }
    return tac;
  }
}
