package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.tacflow.bids.ImageGrid;
import org.tacflow.stats.VoxelwiseModel;
import org.tacflow.stats.VoxelwiseResult;
import org.tacflow.tables.Tables;

/**
 * The numbers of one voxelwise test, as rows and as maps.
 *
 * @param name name of the test
 * @param voxels indices of the tested voxels in the grid
 */
record VoxelMapRows(
    String name, ImageGrid grid, int[] voxels, VoxelwiseModel model, VoxelwiseResult result) {

  /** Rows of {@code voxelwise_clusters}. */
  List<Row> clusterRows() {
    List<Row> rows = new ArrayList<>();
    for (VoxelwiseResult.ClusterResult cluster : result.clusters()) {
      rows.add(
          VoxelColumns.place(
                  new Cells(Tables.VOXELWISE_CLUSTERS.schema()),
                  name,
                  grid,
                  voxels[cluster.cluster().peak()])
              .put("cluster", rows.size() + 1)
              .put("voxels", cluster.cluster().voxels())
              .put("volume", cluster.cluster().voxels() * grid.voxelVolume())
              .put("mass", cluster.cluster().mass())
              .put("peak_t", model.t(cluster.cluster().peak()))
              .put("p_fwe_mass", cluster.pFwe())
              .row());
    }
    return rows;
  }

  /** A map over the whole grid, NaN outside the tested voxels. */
  float[] volume(IntToDoubleFunction value) {
    float[] volume = new float[grid.voxels()];
    Arrays.fill(volume, Float.NaN);
    for (int v = 0; v < voxels.length; v++) {
      volume[voxels[v]] = (float) value.applyAsDouble(v);
    }
    return volume;
  }

  /** The t that is largest in size, NaN when there is none. */
  double largestT() {
    double largest = Double.NaN;
    for (int v = 0; v < voxels.length; v++) {
      double t = model.t(v);
      largest = Math.abs(t) <= Math.abs(largest) || Double.isNaN(t) ? largest : t;
    }
    return largest;
  }

  /** The smallest number of any voxel, NaN when there is none. */
  double smallest(IntToDoubleFunction p) {
    return IntStream.range(0, voxels.length)
        .mapToDouble(p)
        .filter(value -> !Double.isNaN(value))
        .min()
        .orElse(Double.NaN);
  }
}
