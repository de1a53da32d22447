package org.tacflow.stats;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The voxels of a test in their three-dimensional grid, and which of them touch.
 *
 * <p>Voxel {@code (i, j, k)} has index {@code i + nx (j + ny k)}. Immutable.
 */
public final class Lattice implements Serializable {
  private static final long serialVersionUID = 1L;

  /** When two voxels touch. */
  public enum Connectivity {
    /** When they share a face: up to 6 neighbours. */
    FACES(1),
    /** When they share a face, an edge or a corner: up to 26 neighbours. */
    CORNERS(3);

    private final int largestDistance;

    Connectivity(int largestDistance) {
      this.largestDistance = largestDistance;
    }
  }

  private final int[] begins;
  private final int[] neighbours;

  private Lattice(int[] begins, int[] neighbours) {
    this.begins = begins;
    this.neighbours = neighbours;
  }

  /**
   * A lattice of some voxels of a grid.
   *
   * @param kept voxel indices, increasing
   */
  public static Lattice of(int nx, int ny, int nz, int[] kept, Connectivity connectivity) {
    int[] position = new int[nx * ny * nz];
    Arrays.fill(position, -1);
    for (int v = 0; v < kept.length; v++) {
      if (kept[v] < 0 || kept[v] >= position.length || (v > 0 && kept[v] <= kept[v - 1])) {
        throw new IllegalArgumentException(
            "Invalid voxel: " + kept[v] + " (must increase and lie in the grid)");
      }
      position[kept[v]] = v;
    }
    int[] begins = new int[kept.length + 1];
    int[] found = new int[kept.length * 6];
    int count = 0;
    for (int v = 0; v < kept.length; v++) {
      int i = kept[v] % nx;
      int j = kept[v] / nx % ny;
      int k = kept[v] / nx / ny;
      if (found.length < count + 26) {
        found = Arrays.copyOf(found, 2 * found.length + 26);
      }
      for (int dk = Math.max(-1, -k); dk <= 1 && k + dk < nz; dk++) {
        for (int dj = Math.max(-1, -j); dj <= 1 && j + dj < ny; dj++) {
          for (int di = Math.max(-1, -i); di <= 1 && i + di < nx; di++) {
            int distance = Math.abs(di) + Math.abs(dj) + Math.abs(dk);
            int other = position[kept[v] + di + nx * (dj + ny * dk)];
            if (distance > 0 && distance <= connectivity.largestDistance && other >= 0) {
              found[count++] = other;
            }
          }
        }
      }
      begins[v + 1] = count;
    }
    return new Lattice(begins, Arrays.copyOf(found, count));
  }

  /** Number of voxels. */
  public int size() {
    return begins.length - 1;
  }

  /** Where the neighbours of a voxel begin in {@link #neighbour}; those of v + 1 follow. */
  int begin(int voxel) {
    return begins[voxel];
  }

  /** A neighbour, as a position among the kept voxels. */
  int neighbour(int at) {
    return neighbours[at];
  }
}
