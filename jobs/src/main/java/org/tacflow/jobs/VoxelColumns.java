package org.tacflow.jobs;

import java.io.Serializable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tacflow.bids.ImageGrid;
import org.tacflow.tables.Tables;

/**
 * The numbers of the voxels of one test as columns, 60 bytes a voxel; tasks make rows of them.
 *
 * <p>The driver holds no row of a voxel: 15 MB for 250,000 voxels, where rows would be 150 MB.
 */
final class VoxelColumns implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SHARE = 1 << 15;

  private final String test;
  private final ImageGrid grid;
  private final int[] voxels;
  private final LinkedHashMap<String, double[]> columns = new LinkedHashMap<>();

  private VoxelColumns(String test, ImageGrid grid, int[] voxels) {
    this.test = test;
    this.grid = grid;
    this.voxels = voxels;
  }

  static VoxelColumns of(VoxelMapRows maps) {
    VoxelColumns made = new VoxelColumns(maps.name(), maps.grid(), maps.voxels());
    IntToDoubleFunction tfce =
        v -> Double.isNaN(maps.model().r(v)) ? Double.NaN : maps.result().enhanced(v);
    made.put("effect", maps.model()::effect);
    made.put("r", maps.model()::r);
    made.put("t", maps.model()::t);
    made.put("tfce", tfce);
    made.put("p", maps.result()::p);
    made.put("p_fwe_t", maps.result()::pFweT);
    made.put("p_fwe_tfce", maps.result()::pFweEnhanced);
    return made;
  }

  private void put(String column, IntToDoubleFunction value) {
    columns.put(column, IntStream.range(0, voxels.length).mapToDouble(value).toArray());
  }

  /** Rows of {@code voxelwise_results} in the order of the voxels. */
  Dataset<Row> rows(SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<VoxelColumns> shared = context.broadcast(this);
    int shares = 1 + (voxels.length - 1) / SHARE;
    List<Integer> numbers = IntStream.range(0, shares).boxed().toList();
    return spark.createDataFrame(
        context.parallelize(numbers, shares).flatMap(share -> shared.value().share(share)),
        Tables.VOXELWISE_RESULTS.schema());
  }

  private Iterator<Row> share(int number) {
    return IntStream.range(number * SHARE, Math.min(voxels.length, (number + 1) * SHARE))
        .mapToObj(this::row)
        .iterator();
  }

  private Row row(int v) {
    Cells cells = place(new Cells(Tables.VOXELWISE_RESULTS.schema()), test, grid, voxels[v]);
    for (Map.Entry<String, double[]> column : columns.entrySet()) {
      cells.put(column.getKey(), column.getValue()[v]);
    }
    return cells.row();
  }

  /** Fills in where a voxel of a grid lies, mm. */
  static Cells place(Cells cells, String test, ImageGrid grid, int voxel) {
    int i = voxel % grid.nx();
    int j = voxel / grid.nx() % grid.ny();
    int k = voxel / grid.nx() / grid.ny();
    double[] a = grid.affine();
    return cells
        .put("test", test)
        .put("voxel", voxel)
        .put("x", a[0] * i + a[1] * j + a[2] * k + a[3])
        .put("y", a[4] * i + a[5] * j + a[6] * k + a[7])
        .put("z", a[8] * i + a[9] * j + a[10] * k + a[11]);
  }
}
