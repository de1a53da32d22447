package org.tacflow.stats;

import static org.tacflow.stats.NullCohort.adjusted;
import static org.tacflow.stats.NullCohort.normal;

import java.util.Arrays;
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
    Observations rows = adjusted(random, 18);
    double[] y = rows.numeric("y");
    Map<String, float[]> maps = new TreeMap<>();
    for (int i = 0; i < 18; i++) {
      double[] noise = normal(random, VOXELS.length);
      float[] map = new float[VOXELS.length];
      for (int v : VOXELS) {
        map[v] = (float) (y[i] + noise[v]);
        for (int at = LATTICE.begin(v); at < LATTICE.begin(v + 1); at++) {
          map[v] += (float) (noise[LATTICE.neighbour(at)] / 2);
        }
      }
      maps.put(rows.keys().get(i), map);
    }
    String key = Arrays.toString(y);
    VoxelwiseModel model = VoxelwiseModel.of(rows, maps, "x", TypeOneTable.HELD, null, 99, key);
    double threshold = model.threshold(0.05);
    VoxelwiseTally tally = VoxelwiseTally.of(model, LATTICE, threshold, 0, model.orders().count());
    VoxelwiseResult result = VoxelwiseResult.of(model, LATTICE, threshold, tally);
    return new double[] {
      Arrays.stream(VOXELS).mapToDouble(result::pFweT).min().getAsDouble(),
      Arrays.stream(VOXELS).mapToDouble(result::pFweEnhanced).min().getAsDouble(),
      result.clusters().stream().mapToDouble(VoxelwiseResult.ClusterResult::pFwe).min().orElse(1)
    };
  }
}
