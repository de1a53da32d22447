package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Permutation tests of one variable against a family of outcomes, with covariates and blocks.
 *
 * <p>Freedman and Lane: the residuals of an outcome on the covariates are permuted, and the
 * statistic is the partial correlation with the tested variable in the full model, a monotone
 * function of its t. All outcomes share the permutations, so that the largest |r| of each gives
 * family-wise p values (maxT). Residuals move within blocks only. Sources: Freedman and Lane 1983,
 * doi:10.1080/07350015.1983.10509354; Winkler et al. 2014, doi:10.1016/j.neuroimage.2014.01.060.
 *
 * <ul>
 *   <li>No more distinct orders than asked for: all are enumerated, {@code p = count/orders}.
 *   <li>Else {@code p = (b+1)/(m+1)} over m random orders; Phipson and Smyth 2010,
 *       doi:10.2202/1544-6115.1585.
 *   <li>Orders are drawn from a key, and rows are sorted by row key: the result depends on neither
 *       the order of rows nor the machine.
 * </ul>
 */
public final class PermutationTest {
  /** Relative slack within which a permuted statistic equals the observed one. */
  private static final double SLACK = 1e-12;

  private final ColumnSpace space;
  private final double[] tested;
  private final double[][] rests;
  private final double[] observed;
  private final long[] extreme;
  private final long[] extremeFamily;
  private long orders;

  private PermutationTest(ColumnSpace space, double[] tested, double[][] rests) {
    this.space = space;
    this.tested = tested;
    this.rests = rests;
    this.observed = new double[rests.length];
    this.extreme = new long[rests.length];
    this.extremeFamily = new long[rests.length];
  }

  /**
   * One result per outcome, in the given order.
   *
   * @param rows complete cases of all named columns
   * @param outcomes numeric columns, the family
   * @param variable numeric column under test; a group enters as an indicator
   * @param covariates columns held constant, may be empty
   * @param block factor within whose levels people are exchangeable, null for all people
   * @param permutations random orders to draw, at least 1
   * @param key what the random orders depend on, for example settings hash and family id
   */
  public static List<PermutationResult> of(
      Observations rows,
      List<String> outcomes,
      String variable,
      List<String> covariates,
      String block,
      int permutations,
      String key) {
    if (permutations < 1) {
      throw new IllegalArgumentException(
          "Invalid permutations: " + permutations + " (must be >= 1)");
    }
    Observations sorted = rows.completeCases().rows();
    int n = sorted.size();
    Covariates held = sorted.covariates(covariates.toArray(String[]::new));
    ColumnSpace space = held.space(n);
    double[] x = Finite.require(variable, sorted.numeric(variable));
    double[] restX = space.residuals(x);
    double length = ColumnSpace.norm(restX);
    String obstacle = held.deficiency(space);
    if (obstacle == null && n - space.rank() < 2) {
      obstacle = "n = " + n + " (must be >= " + (space.rank() + 2) + ")";
    }
    if (obstacle == null
        && (Finite.constant(x)
            || length <= ColumnSpace.TOLERANCE * Math.sqrt(Finite.sumOfSquares(x)))) {
      obstacle = variable + " is constant or explained by the covariates";
    }
    if (obstacle != null) {
      String reason = obstacle;
      return outcomes.stream().map(name -> undefined(name, reason)).toList();
    }
    double[] unit = Arrays.stream(restX).map(v -> v / length).toArray();
    double[][] rests = new double[outcomes.size()][];
    for (int o = 0; o < rests.length; o++) {
      double[] y = Finite.require(outcomes.get(o), sorted.numeric(outcomes.get(o)));
      double[] rest = space.residuals(y);
      double limit = ColumnSpace.TOLERANCE * Math.sqrt(Finite.sumOfSquares(y));
      rests[o] = Finite.constant(y) || ColumnSpace.norm(rest) <= limit ? null : rest;
    }
    PermutationTest test = new PermutationTest(space, unit, rests);
    boolean exact = test.run(blocks(sorted, block), permutations, key);
    return test.results(outcomes, exact);
  }

  private boolean run(List<int[]> blocks, int permutations, String key) {
    int[] order = new int[tested.length];
    Arrays.setAll(order, i -> i);
    for (int o = 0; o < rests.length; o++) {
      observed[o] = rests[o] == null ? Double.NaN : statistic(rests[o], order);
    }
    boolean exact = orders(blocks) <= permutations;
    if (exact) {
      enumerate(blocks, 0, 0, order);
    } else {
      count(order);
      KeyedRandom random = new KeyedRandom(key);
      for (int m = 0; m < permutations; m++) {
        for (int[] block : blocks) {
          random.shuffle(order, block);
        }
        count(order);
      }
    }
    return exact;
  }

  /** Counts every arrangement of the remaining positions of this and the later blocks. */
  private void enumerate(List<int[]> blocks, int block, int at, int[] order) {
    if (block == blocks.size()) {
      count(order);
      return;
    }
    int[] members = blocks.get(block);
    if (at == members.length) {
      enumerate(blocks, block + 1, 0, order);
      return;
    }
    for (int i = at; i < members.length; i++) {
      swap(order, members[at], members[i]);
      enumerate(blocks, block, at + 1, order);
      swap(order, members[at], members[i]);
    }
  }

  private void count(int[] order) {
    orders++;
    double largest = 0;
    for (int o = 0; o < rests.length; o++) {
      if (rests[o] != null) {
        double r = Math.abs(statistic(rests[o], order));
        largest = Math.max(largest, r);
        extreme[o] += r >= Math.abs(observed[o]) - SLACK ? 1 : 0;
      }
    }
    for (int o = 0; o < rests.length; o++) {
      extremeFamily[o] += largest >= Math.abs(observed[o]) - SLACK ? 1 : 0;
    }
  }

  private double statistic(double[] rest, int[] order) {
    double[] moved = new double[order.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = rest[order[i]];
    }
    double whole = ColumnSpace.dot(moved, moved);
    double left = whole - space.explainedSquares(moved);
    return left > 1e-14 * whole ? ColumnSpace.dot(tested, moved) / Math.sqrt(left) : 0;
  }

  private List<PermutationResult> results(List<String> outcomes, boolean exact) {
    List<PermutationResult> results = new ArrayList<>();
    PValueMethod method = exact ? PValueMethod.EXACT : PValueMethod.PERMUTATION;
    for (int o = 0; o < rests.length; o++) {
      results.add(
          rests[o] == null
              ? undefined(
                  outcomes.get(o), outcomes.get(o) + " is constant or explained by the covariates")
              : new PermutationResult(
                  outcomes.get(o),
                  observed[o],
                  (double) extreme[o] / orders,
                  (double) extremeFamily[o] / orders,
                  orders,
                  method,
                  null));
    }
    return results;
  }

  private static PermutationResult undefined(String outcome, String reason) {
    return new PermutationResult(outcome, Double.NaN, Double.NaN, Double.NaN, 0, null, reason);
  }

  /** Number of orders within the blocks; at most 1e18. */
  private static double orders(List<int[]> blocks) {
    double product = 1;
    for (int[] block : blocks) {
      for (int i = 2; i <= block.length && product < 1e18; i++) {
        product *= i;
      }
    }
    return product;
  }

  private static List<int[]> blocks(Observations rows, String block) {
    Map<String, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String label = block == null ? "" : rows.factor(block).get(i);
      members.computeIfAbsent(label, l -> new ArrayList<>()).add(i);
    }
    return members.values().stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  private static void swap(int[] values, int i, int j) {
    int held = values[i];
    values[i] = values[j];
    values[j] = held;
  }
}
