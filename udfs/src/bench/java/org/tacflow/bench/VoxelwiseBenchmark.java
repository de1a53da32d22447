package org.tacflow.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tacflow.stats.Lattice;
import org.tacflow.stats.Observations;
import org.tacflow.stats.VoxelwiseModel;
import org.tacflow.stats.VoxelwiseTally;

/**
 * What a voxelwise permutation test costs: processor seconds of one thread per 1,000 orders.
 *
 * <p>A score against noise in cubes of voxels, held: genotype and age, exchangeable within two
 * sites; t, cluster mass and exact TFCE of every order.
 */
public final class VoxelwiseBenchmark {
  private static final int ORDERS = 50;

  private VoxelwiseBenchmark() {}

  /** Prints a Markdown table; the argument is the number of people. */
  public static void main(String[] arguments) {
    int people = Integer.parseInt(arguments[0]);
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    System.out.println("| people | voxels | orders | processor s per 1,000 orders | of it t only |");
    System.out.println("|---|---|---|---|---|");
    for (int side : new int[] {20, 20, 30, 40, 60}) {
      int[] voxels = IntStream.range(0, side * side * side).toArray();
      Lattice lattice = Lattice.of(side, side, side, voxels, Lattice.Connectivity.FACES);
      VoxelwiseModel model = model(people, voxels.length);
      float[] t = new float[voxels.length];
      long begin = clock.getCurrentThreadCpuTime();
      for (int order = 0; order < ORDERS; order++) {
        model.statistics(order, t);
      }
      long between = clock.getCurrentThreadCpuTime();
      VoxelwiseTally tally =
          VoxelwiseTally.of(model, lattice, model.threshold(0.001), 0, ORDERS);
      long end = clock.getCurrentThreadCpuTime();
      System.out.printf(
          Locale.ROOT,
          "| %d | %d | %d | %.1f | %.1f |%n",
          people,
          voxels.length,
          tally.orders(),
          (end - between) / 1e6 / ORDERS,
          (between - begin) / 1e6 / ORDERS);
    }
  }

  private static VoxelwiseModel model(int people, int voxels) {
    Random random = new Random(1);
    List<String> keys = new ArrayList<>();
    List<String> sites = new ArrayList<>();
    List<String> genotypes = new ArrayList<>();
    double[] age = new double[people];
    double[] score = new double[people];
    Map<String, float[]> maps = new TreeMap<>();
    for (int i = 0; i < people; i++) {
      String key = String.format(Locale.ROOT, "sub-%04d", i);
      keys.add(key);
      sites.add(i % 2 == 0 ? "A" : "B");
      genotypes.add(i % 3 == 0 ? "HAB" : "MAB");
      age[i] = random.nextGaussian();
      score[i] = random.nextGaussian();
      float[] map = new float[voxels];
      for (int v = 0; v < voxels; v++) {
        map[v] = (float) random.nextGaussian() + (v > 0 ? map[v - 1] / 2 : 0);
      }
      maps.put(key, map);
    }
    Observations rows =
        Observations.of(keys)
            .withNumeric("age", age)
            .withNumeric("score", score)
            .withFactor("genotype", genotypes)
            .withFactor("site", sites);
    return VoxelwiseModel.of(
        rows, maps, "score", List.of("genotype", "age"), "site", 1000, "benchmark");
  }
}
