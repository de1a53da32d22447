package org.tacflow.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * The maps of a voxelwise permutation test, two-sided, with the family-wise error controlled.
 *
 * <p>{@code p_fwe} of a voxel is the share of orders whose largest |statistic| over all voxels is
 * at least its own, the order as it stands included; for TFCE and for the mass of clusters alike.
 * Source: Nichols and Holmes 2002, doi:10.1002/hbm.1058.
 */
public final class VoxelwiseResult {
  private final float[] enhanced;
  private final double[] p;
  private final double[] pFweT;
  private final double[] pFweEnhanced;
  private final List<ClusterResult> clusters;

  /**
   * One cluster of the map as it stands.
   *
   * @param cluster its extent, mass and peak
   * @param pFwe p of its mass against the largest mass of each order
   */
  public record ClusterResult(Cluster cluster, double pFwe) {}

  private VoxelwiseResult(
      float[] enhanced,
      double[] p,
      double[] pFweT,
      double[] pFweEnhanced,
      List<ClusterResult> clusters) {
    this.enhanced = enhanced;
    this.p = p;
    this.pFweT = pFweT;
    this.pFweEnhanced = pFweEnhanced;
    this.clusters = clusters;
  }

  /**
   * The result of a test.
   *
   * @param threshold |t| above which voxels form clusters, as for the tally
   * @param tally of all orders
   */
  public static VoxelwiseResult of(
      VoxelwiseModel model, Lattice lattice, double threshold, VoxelwiseTally tally) {
    if (tally.orders() != model.orders().count()) {
      throw new IllegalArgumentException(
          "Invalid tally: "
              + tally.orders()
              + " orders (must be all "
              + model.orders().count()
              + ")");
    }
    int voxels = lattice.size();
    float[] t = new float[voxels];
    float[] enhanced = new float[voxels];
    model.statistics(0, t);
    new ClusterEnhancement(lattice).enhance(t, enhanced);
    double[] largestT = tally.sortedT();
    double[] largestEnhanced = tally.sortedEnhanced();
    double[] p = new double[voxels];
    double[] pFweT = new double[voxels];
    double[] pFweEnhanced = new double[voxels];
    for (int v = 0; v < voxels; v++) {
      boolean undefined = Double.isNaN(model.r(v));
      p[v] = undefined ? Double.NaN : (double) tally.extreme(v) / tally.orders();
      pFweT[v] = undefined ? Double.NaN : share(largestT, Math.abs(t[v]));
      pFweEnhanced[v] = undefined ? Double.NaN : share(largestEnhanced, Math.abs(enhanced[v]));
    }
    double[] largestMass = tally.sortedMass();
    List<ClusterResult> clusters = new ArrayList<>();
    for (Cluster cluster : Cluster.of(lattice, t, threshold)) {
      clusters.add(new ClusterResult(cluster, share(largestMass, Math.abs(cluster.mass()))));
    }
    clusters.sort((a, b) -> Double.compare(Math.abs(b.cluster.mass()), Math.abs(a.cluster.mass())));
    return new VoxelwiseResult(enhanced, p, pFweT, pFweEnhanced, List.copyOf(clusters));
  }

  /** Share of sorted values that reach a value. */
  private static double share(double[] sorted, double value) {
    double limit = value * (1 - VoxelwiseTally.SLACK);
    int first = 0;
    int last = sorted.length;
    while (first < last) {
      int middle = (first + last) >>> 1;
      if (sorted[middle] < limit) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    return (double) (sorted.length - first) / sorted.length;
  }

  /** TFCE of a voxel, signed as its t. */
  public double enhanced(int voxel) {
    return enhanced[voxel];
  }

  /** Permutation p of a voxel alone; NaN without variance. */
  public double p(int voxel) {
    return p[voxel];
  }

  /** Family-wise p of a voxel's t; NaN without variance. */
  public double pFweT(int voxel) {
    return pFweT[voxel];
  }

  /** Family-wise p of a voxel's TFCE; NaN without variance. */
  public double pFweEnhanced(int voxel) {
    return pFweEnhanced[voxel];
  }

  /** Clusters, the largest mass first. */
  public List<ClusterResult> clusters() {
    return clusters;
  }
}
