package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tacflow.numerics.InnerProduct;

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
  private final PermutationOrders orders;

  private PermutationTest(
      ColumnSpace space, double[] tested, double[][] rests, PermutationOrders orders) {
    this.orders = orders;
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
    Observations sorted = rows.completeCases().rows();
    int n = sorted.size();
    PermutationOrders orders = PermutationOrders.of(sorted, block, permutations, key);
    Covariates held = sorted.covariates(covariates.toArray(String[]::new));
    ColumnSpace space = held.space(n);
    double[] x = Finite.require(variable, sorted.numeric(variable));
    double[] restX = space.residuals(x);
    String obstacle = obstacle(held, space, variable, x, restX);
    if (obstacle != null) {
      String reason = obstacle;
      return outcomes.stream().map(name -> undefined(name, reason)).toList();
    }
    double length = ColumnSpace.norm(restX);
    double[] unit = Arrays.stream(restX).map(v -> v / length).toArray();
    double[][] rests = new double[outcomes.size()][];
    for (int o = 0; o < rests.length; o++) {
      double[] y = Finite.require(outcomes.get(o), sorted.numeric(outcomes.get(o)));
      double[] rest = space.residuals(y);
      double limit = ColumnSpace.TOLERANCE * Math.sqrt(Finite.sumOfSquares(y));
      rests[o] = Finite.constant(y) || ColumnSpace.norm(rest) <= limit ? null : rest;
    }
    PermutationTest test = new PermutationTest(space, unit, rests, orders);
    test.run();
    return test.results(outcomes);
  }

  /** Why a variable cannot be tested, null when it can. */
  static String obstacle(
      Covariates held, ColumnSpace space, String variable, double[] x, double[] restX) {
    String deficiency = held.deficiency(space);
    if (deficiency != null) {
      return deficiency;
    }
    if (x.length - space.rank() < 2) {
      return "n = " + x.length + " (must be >= " + (space.rank() + 2) + ")";
    }
    double limit = ColumnSpace.TOLERANCE * Math.sqrt(Finite.sumOfSquares(x));
    return Finite.constant(x) || ColumnSpace.norm(restX) <= limit
        ? variable + " is constant or explained by the covariates"
        : null;
  }

  private void run() {
    int[] order = new int[tested.length];
    orders.fill(0, order);
    for (int o = 0; o < rests.length; o++) {
      observed[o] = rests[o] == null ? Double.NaN : statistic(rests[o], order);
    }
    for (int number = 0; number < orders.count(); number++) {
      orders.fill(number, order);
      count(order);
    }
  }

  private void count(int[] order) {
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
    double whole = InnerProduct.of(moved, moved);
    double left = whole - space.explainedSquares(moved);
    return left > 1e-14 * whole ? InnerProduct.of(tested, moved) / Math.sqrt(left) : 0;
  }

  private List<PermutationResult> results(List<String> outcomes) {
    List<PermutationResult> results = new ArrayList<>();
    PValueMethod method = orders.exact() ? PValueMethod.EXACT : PValueMethod.PERMUTATION;
    for (int o = 0; o < rests.length; o++) {
      results.add(
          rests[o] == null
              ? undefined(
                  outcomes.get(o), outcomes.get(o) + " is constant or explained by the covariates")
              : new PermutationResult(
                  outcomes.get(o),
                  observed[o],
                  (double) extreme[o] / orders.count(),
                  (double) extremeFamily[o] / orders.count(),
                  orders.count(),
                  method,
                  null));
    }
    return results;
  }

  private static PermutationResult undefined(String outcome, String reason) {
    return new PermutationResult(outcome, Double.NaN, Double.NaN, Double.NaN, 0, null, reason);
  }
}
