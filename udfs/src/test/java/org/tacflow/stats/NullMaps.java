package org.tacflow.stats;

import static org.tacflow.stats.NullCohort.adjusted;
import static org.tacflow.stats.NullCohort.normal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tacflow.stats.Lattice.Connectivity;

/** Maps in which nothing is to be found, and what voxelwise tests say of them. */
final class NullMaps {
  private static final int SIDE = 6;
  private static final int[] VOXELS = IntStream.range(0, SIDE * SIDE * SIDE).toArray();
  private static final Lattice LATTICE = Lattice.of(SIDE, SIDE, SIDE, VOXELS, Connectivity.FACES);

  private NullMaps() {}

  /** Smallest family-wise p of t, TFCE and cluster mass; 99 orders over 216 smooth voxels. */
  static double[] smallest(Random random) {
    VoxelwiseModel model = model(random, 18, NullTests.HELD);
    double threshold = model.threshold(0.05);
    VoxelwiseTally tally = VoxelwiseTally.of(model, LATTICE, threshold, 0, model.orders().count());
    VoxelwiseResult result = VoxelwiseResult.of(model, LATTICE, threshold, tally);
    return new double[] {
      Arrays.stream(VOXELS).mapToDouble(result::pFweT).min().getAsDouble(),
      Arrays.stream(VOXELS).mapToDouble(result::pFweEnhanced).min().getAsDouble(),
      result.clusters().stream().mapToDouble(VoxelwiseResult.ClusterResult::pFwe).min().orElse(1)
    };
  }

  /** Smallest family-wise p of t, by the orders whose largest |t| reaches that of the cohort. */
  static double smallestOfT(Random random, int n, List<String> held) {
    VoxelwiseModel model = model(random, n, held);
    float[] t = new float[VOXELS.length];
    int reaching = 0;
    float own = 0;
    for (int order = 0; order < model.orders().count(); order++) {
      model.statistics(order, t);
      float largest = 0;
      for (float one : t) {
        largest = Math.max(largest, Math.abs(one));
      }
      own = order == 0 ? largest : own;
      reaching += largest >= own * (1 - 1e-5f) ? 1 : 0;
    }
    return (double) reaching / model.orders().count();
  }

  // Maps follow the covariates where these are held, and nothing else in common with the score.
  private static VoxelwiseModel model(Random random, int n, List<String> held) {
    Observations rows = adjusted(random, n);
    double[] y = rows.numeric("y");
    Map<String, float[]> maps = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      double[] noise = normal(random, VOXELS.length);
      float[] map = new float[VOXELS.length];
      for (int v : VOXELS) {
        map[v] = (float) ((held.isEmpty() ? 0 : y[i]) + noise[v]);
        for (int at = LATTICE.begin(v); at < LATTICE.begin(v + 1); at++) {
          map[v] += (float) (noise[LATTICE.neighbour(at)] / 2);
        }
      }
      maps.put(rows.keys().get(i), map);
    }
    return VoxelwiseModel.of(rows, maps, "x", held, null, 99, Arrays.toString(y));
  }
}
