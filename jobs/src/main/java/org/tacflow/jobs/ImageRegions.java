package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
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
final class ImageRegions implements FlatMapFunction<Iterator<InternalRow>, Row> {
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
    // Spark's own rows: a curve comes out as an array, not as a list of boxed numbers.
    JavaRDD<Row> means =
        run.draft()
            .read(wholeFiles, Tables.VOXEL_TACS)
            .select("scan", "region", "tac")
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(new ImageRegions(ImageGrids.of(run, images), run.config()));
    return run.spark().createDataFrame(means, Tables.REGIONAL_TACS.schema());
  }

  @Override
  public Iterator<Row> call(Iterator<InternalRow> voxels) {
    Map<String, RegionMeans> scans = new TreeMap<>();
    Map<UTF8String, String> regions = new HashMap<>();
    UTF8String last = null;
    RegionMeans means = null;
    Grid grid = null;
    while (voxels.hasNext()) {
      InternalRow voxel = voxels.next();
      UTF8String scan = voxel.getUTF8String(0);
      if (!scan.equals(last)) {
        // Copied, since the row's memory is used again.
        last = scan.copy();
        String key = last.toString();
        Grid own = grids.get(key);
        means = scans.computeIfAbsent(key, k -> new RegionMeans(k, own.parcellation()));
        grid = own;
      }
      String region = regions.get(voxel.getUTF8String(1));
      if (region == null) {
        UTF8String name = voxel.getUTF8String(1).copy();
        region = name.toString();
        regions.put(name, region);
      }
      means.addVoxel(region, voxel.getArray(2).toFloatArray(), grid.voxelVolume());
    }
    RegionRegistry registry = Registries.packaged().regions();
    List<Row> rows = new ArrayList<>();
    scans.values().forEach(scan -> rows.addAll(scan.rows(config.regionGroups(), registry)));
    return rows.iterator();
  }
}
