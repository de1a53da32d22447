package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tacflow.stats.Lattice.Connectivity;

/** The truth is the definition itself: a flood fill at every height, and examples by hand. */
class ClusterEnhancementTest {
  private static final int SIDE = 7;

  @Test
  void aLoneVoxelGainsAThirdOfItsCube() {
    // e = 1 throughout: the integral of h^2 from 0 to 3 is 9.
    Lattice lattice = Lattice.of(3, 1, 1, new int[] {0, 1, 2}, Connectivity.FACES);
    assertThat(enhanced(lattice, new float[] {0, -3, 0})).containsExactly(0, -9, 0);
  }

  @Test
  void neighboursShareWhatLiesBelowTheSaddle() {
    // Below 1 all three are one cluster, sqrt(3)/3; above, the ends stand alone: (8 - 1)/3.
    Lattice lattice = Lattice.of(3, 1, 1, new int[] {0, 1, 2}, Connectivity.FACES);
    float[] tfce = enhanced(lattice, new float[] {2, 1, 2});
    assertThat(tfce[1]).isCloseTo((float) (Math.sqrt(3) / 3), within(1e-6f));
    assertThat(tfce[0]).isCloseTo((float) (Math.sqrt(3) / 3 + 7.0 / 3), within(1e-6f));
    assertThat(tfce[2]).isEqualTo(tfce[0]);
  }

  @Test
  void equalsAFloodFillAtEveryHeight() {
    Random random = new Random(3);
    for (Connectivity connectivity : Connectivity.values()) {
      for (int map = 0; map < 10; map++) {
        int[] kept =
            IntStream.range(0, SIDE * SIDE * SIDE).filter(v -> random.nextInt(5) > 0).toArray();
        Lattice lattice = Lattice.of(SIDE, SIDE, SIDE, kept, connectivity);
        float[] t = new float[kept.length];
        for (int v = 0; v < t.length; v++) {
          // One decimal: many equal heights, some of them 0.
          t[v] = Math.round(10 * random.nextGaussian()) / 10f;
        }
        float[] tfce = enhanced(lattice, t);
        double[] expected = byFloodFill(kept, t, connectivity);
        for (int v = 0; v < t.length; v++) {
          // The result is a float.
          assertThat((double) tfce[v])
              .isCloseTo(expected[v], within(1e-6 * Math.abs(expected[v]) + 1e-12));
        }
      }
    }
  }

  @Test
  void clustersHaveTheirSignMassAndPeak() {
    Lattice lattice = Lattice.of(8, 1, 1, IntStream.range(0, 8).toArray(), Connectivity.FACES);
    List<Cluster> clusters = Cluster.of(lattice, new float[] {3, 4, -5, -3, 1, 2, 3.5f, 0}, 2.5);
    assertThat(clusters)
        .containsExactly(new Cluster(1, 2, 7), new Cluster(2, 2, -8), new Cluster(6, 1, 3.5));
  }

  @Test
  void cornersTouchWhereTheUserSaysSo() {
    // Two voxels of a 2 x 2 x 2 grid that share a corner only.
    float[] t = {1, 1};
    int[] kept = {0, 7};
    assertThat(Cluster.of(Lattice.of(2, 2, 2, kept, Connectivity.FACES), t, 0.5)).hasSize(2);
    assertThat(Cluster.of(Lattice.of(2, 2, 2, kept, Connectivity.CORNERS), t, 0.5)).hasSize(1);
  }

  private static float[] enhanced(Lattice lattice, float[] t) {
    ClusterEnhancement enhancement = new ClusterEnhancement(lattice);
    float[] tfce = new float[t.length];
    // The second map must not see the first.
    enhancement.enhance(new float[t.length], tfce);
    enhancement.enhance(t, tfce);
    return tfce;
  }

  private static double[] byFloodFill(int[] kept, float[] t, Connectivity connectivity) {
    float[] grid = new float[SIDE * SIDE * SIDE];
    for (int v = 0; v < kept.length; v++) {
      grid[kept[v]] = t[v];
    }
    double[] tfce = new double[kept.length];
    for (int v = 0; v < kept.length; v++) {
      TreeSet<Float> heights = new TreeSet<>();
      for (float other : t) {
        if (Math.abs(other) > 0 && Math.abs(other) <= Math.abs(t[v])) {
          heights.add(Math.abs(other));
        }
      }
      double below = 0;
      for (double height : heights) {
        int extent = extent(grid, kept[v], height, connectivity);
        tfce[v] += Math.sqrt(extent) * (Math.pow(height, 3) - Math.pow(below, 3)) / 3;
        below = height;
      }
      tfce[v] *= Math.signum(t[v]);
    }
    return tfce;
  }

  private static int extent(float[] grid, int from, double height, Connectivity connectivity) {
    double sign = Math.signum(grid[from]);
    boolean[] seen = new boolean[grid.length];
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(from));
    seen[from] = true;
    int count = 0;
    while (!open.isEmpty()) {
      int at = open.remove();
      count++;
      for (int other = 0; other < grid.length; other++) {
        if (!seen[other] && grid[other] * sign >= height - 1e-9 && touch(at, other, connectivity)) {
          seen[other] = true;
          open.add(other);
        }
      }
    }
    return count;
  }

  private static boolean touch(int a, int b, Connectivity connectivity) {
    int[] d = {
      Math.abs(a % SIDE - b % SIDE),
      Math.abs(a / SIDE % SIDE - b / SIDE % SIDE),
      Math.abs(a / SIDE / SIDE - b / SIDE / SIDE)
    };
    int sum = Arrays.stream(d).sum();
    return connectivity == Connectivity.FACES
        ? sum == 1
        : sum > 0 && Arrays.stream(d).max().getAsInt() == 1;
  }
}
