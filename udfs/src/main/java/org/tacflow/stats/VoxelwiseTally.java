package org.tacflow.stats;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What some orders of a permutation test contributed: maxima, and voxels at least as extreme.
 *
 * <p>Tallies of disjoint orders add up to the same whatever the division.
 */
public final class VoxelwiseTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Relative slack within which a permuted statistic, a float, equals the observed one. */
  static final double SLACK = 1e-5;

  private final double[] largestT;
  private final double[] largestMass;
  private final double[] largestEnhanced;
  private final int[] extreme;

  private VoxelwiseTally(
      double[] largestT, double[] largestMass, double[] largestEnhanced, int[] extreme) {
    this.largestT = largestT;
    this.largestMass = largestMass;
    this.largestEnhanced = largestEnhanced;
    this.extreme = extreme;
  }

  /**
   * The tally of the orders from {@code begin} to before {@code end}.
   *
   * @param threshold |t| above which voxels form clusters
   */
  public static VoxelwiseTally of(
      VoxelwiseModel model, Lattice lattice, double threshold, int begin, int end) {
    int voxels = lattice.size();
    float[] observed = new float[voxels];
    model.statistics(0, observed);
    float[] t = new float[voxels];
    float[] enhanced = new float[voxels];
    ClusterEnhancement enhancement = new ClusterEnhancement(lattice);
    int orders = end - begin;
    VoxelwiseTally tally =
        new VoxelwiseTally(
            new double[orders], new double[orders], new double[orders], new int[voxels]);
    for (int o = 0; o < orders; o++) {
      model.statistics(begin + o, t);
      enhancement.enhance(t, enhanced);
      for (int v = 0; v < voxels; v++) {
        tally.extreme[v] += Math.abs(t[v]) >= Math.abs(observed[v]) * (1 - SLACK) ? 1 : 0;
      }
      tally.largestT[o] = largest(t);
      tally.largestEnhanced[o] = largest(enhanced);
      for (Cluster cluster : Cluster.of(lattice, t, threshold)) {
        tally.largestMass[o] = Math.max(tally.largestMass[o], Math.abs(cluster.mass()));
      }
    }
    return tally;
  }

  /** Both tallies together. */
  public VoxelwiseTally plus(VoxelwiseTally other) {
    int[] sums = extreme.clone();
    for (int v = 0; v < sums.length; v++) {
      sums[v] += other.extreme[v];
    }
    return new VoxelwiseTally(
        joined(largestT, other.largestT),
        joined(largestMass, other.largestMass),
        joined(largestEnhanced, other.largestEnhanced),
        sums);
  }

  /** Number of orders. */
  public int orders() {
    return largestT.length;
  }

  /** Largest |t| of each order, ascending. */
  double[] sortedT() {
    return sorted(largestT);
  }

  /** Largest |mass| of a cluster of each order, ascending; 0 where there is none. */
  double[] sortedMass() {
    return sorted(largestMass);
  }

  /** Largest |TFCE| of each order, ascending. */
  double[] sortedEnhanced() {
    return sorted(largestEnhanced);
  }

  /** Orders in which the voxel is at least as extreme as it stands. */
  int extreme(int voxel) {
    return extreme[voxel];
  }

  private static double largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double[] joined(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
