package org.tacflow.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Touching voxels whose statistic passes a threshold on one side.
 *
 * @param peak position of its most extreme voxel among those of the lattice
 * @param voxels number of voxels
 * @param mass sum of the statistic over its voxels, negative for a negative cluster; Bullmore et
 *     al. 1999, doi:10.1109/42.750253
 */
public record Cluster(int peak, int voxels, double mass) {

  /**
   * All clusters of a map, in ascending order of their first voxel.
   *
   * @param t finite statistic per voxel of the lattice
   * @param threshold voxels with {@code |t| > threshold} form clusters, each sign by itself
   */
  public static List<Cluster> of(Lattice lattice, float[] t, double threshold) {
    List<Cluster> clusters = new ArrayList<>();
    boolean[] seen = new boolean[t.length];
    int[] waiting = new int[t.length];
    for (int v = 0; v < t.length; v++) {
      if (!seen[v] && Math.abs(t[v]) > threshold) {
        clusters.add(from(lattice, t, threshold, v, seen, waiting));
      }
    }
    return clusters;
  }

  private static Cluster from(
      Lattice lattice, float[] t, double threshold, int first, boolean[] seen, int[] waiting) {
    int count = 1;
    int peak = first;
    double mass = 0;
    waiting[0] = first;
    seen[first] = true;
    for (int done = 0; done < count; done++) {
      int v = waiting[done];
      mass += t[v];
      peak = Math.abs(t[v]) > Math.abs(t[peak]) ? v : peak;
      for (int at = lattice.begin(v); at < lattice.begin(v + 1); at++) {
        int other = lattice.neighbour(at);
        boolean sameSign = (t[other] > 0) == (t[v] > 0);
        if (!seen[other] && sameSign && Math.abs(t[other]) > threshold) {
          seen[other] = true;
          waiting[count++] = other;
        }
      }
    }
    return new Cluster(peak, count, mass);
  }
}
