package org.tacflow.stats;

import java.util.Arrays;

/**
 * Threshold-free cluster enhancement of a map, exactly: {@code TFCE(v) = ∫ e(h)^0.5 h^2 dh}.
 *
 * <p>The integral runs from 0 to |t| of the voxel, {@code e(h)} is the number of voxels of the
 * cluster that holds it at height h. Between two heights at which a cluster grows its extent is
 * constant, so that the integral is a sum of {@code e^0.5 (h1^3 - h0^3)/3}, without a step width:
 * voxels join their clusters in descending order of |t|. Positive and negative voxels never join;
 * the result has the sign of t. Not for two threads.
 *
 * <p>Source: Smith and Nichols 2009, doi:10.1016/j.neuroimage.2008.03.061, with E = 0.5, H = 2.
 */
public final class ClusterEnhancement {
  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private final Lattice lattice;
  private final int[] root;
  private final int[] extent;
  private final int[] joined;
  private final int[] joinedTo;
  private final double[] gain;
  private final double[] cubed;
  private final double[] offset;
  private int[] sorted;
  private int[] spare;
  private int joins;

  /** For maps on a lattice. */
  public ClusterEnhancement(Lattice lattice) {
    int n = lattice.size();
    this.lattice = lattice;
    this.root = new int[n];
    this.extent = new int[n];
    this.joined = new int[n];
    this.joinedTo = new int[n];
    this.gain = new double[n];
    this.cubed = new double[n];
    this.offset = new double[n];
    this.sorted = new int[n];
    this.spare = new int[n];
  }

  /**
   * Enhances a map.
   *
   * @param t finite statistic per voxel of the lattice
   * @param enhanced filled with TFCE, signed as t
   */
  public void enhance(float[] t, float[] enhanced) {
    sort(t);
    Arrays.fill(root, -1);
    joins = 0;
    for (int at = t.length - 1; at >= 0; at--) {
      int v = sorted[at];
      if (t[v] != 0) {
        enter(v, t);
      }
    }
    for (int v = 0; v < t.length; v++) {
      if (root[v] == v) {
        rise(v, 0);
      }
    }
    // A cluster was joined to another before that one was joined itself: last joins first.
    for (int at = joins - 1; at >= 0; at--) {
      int v = joined[at];
      gain[v] = gain[joinedTo[v]] + offset[v];
    }
    for (int v = 0; v < t.length; v++) {
      enhanced[v] = t[v] == 0 ? 0 : (float) Math.copySign(gain[v], t[v]);
    }
  }

  private void enter(int v, float[] t) {
    double height = Math.abs((double) t[v]);
    double cube = height * height * height;
    root[v] = v;
    extent[v] = 1;
    gain[v] = 0;
    cubed[v] = cube;
    int own = v;
    for (int at = lattice.begin(v); at < lattice.begin(v + 1); at++) {
      int other = lattice.neighbour(at);
      if (root[other] >= 0 && (t[other] > 0) == (t[v] > 0)) {
        int found = find(other);
        if (found != own) {
          own = join(own, found, cube);
        }
      }
    }
  }

  /** Adds what a cluster gained since its extent last changed. */
  private void rise(int cluster, double cube) {
    gain[cluster] += Math.sqrt(extent[cluster]) * (cubed[cluster] - cube) / 3;
    cubed[cluster] = cube;
  }

  private int join(int a, int b, double cube) {
    rise(a, cube);
    rise(b, cube);
    int large = extent[a] >= extent[b] ? a : b;
    int small = large == a ? b : a;
    root[small] = large;
    joinedTo[small] = large;
    offset[small] = gain[small] - gain[large];
    extent[large] += extent[small];
    joined[joins++] = small;
    return large;
  }

  private int find(int voxel) {
    int v = voxel;
    while (root[v] != v) {
      root[v] = root[root[v]];
      v = root[v];
    }
    return v;
  }

  /** Voxels by ascending |t|, equal ones by index: the bits of positive floats sort as integers. */
  private void sort(float[] t) {
    for (int v = 0; v < t.length; v++) {
      sorted[v] = v;
    }
    int[] begins = new int[DIGITS];
    for (int shift = 0; shift < Integer.SIZE; shift += DIGIT_BITS) {
      Arrays.fill(begins, 0);
      for (int v = 0; v < t.length; v++) {
        begins[digit(t[v], shift)]++;
      }
      int begin = 0;
      for (int d = 0; d < DIGITS; d++) {
        int count = begins[d];
        begins[d] = begin;
        begin += count;
      }
      for (int v : sorted) {
        spare[begins[digit(t[v], shift)]++] = v;
      }
      int[] held = sorted;
      sorted = spare;
      spare = held;
    }
  }

  private static int digit(float t, int shift) {
    return Float.floatToRawIntBits(Math.abs(t)) >>> shift & DIGITS - 1;
  }
}
