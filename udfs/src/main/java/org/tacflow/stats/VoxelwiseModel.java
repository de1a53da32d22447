package org.tacflow.stats;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tacflow.numerics.InnerProduct;

/**
 * One variable against the maps of many people, voxel by voxel, ready to be permuted.
 *
 * <p>Freedman and Lane: the residuals of each voxel on the covariates move between people, and the
 * statistic is the t of the tested variable in the full model, {@code t = b √(df/(1 − Σ c² − b²))}
 * with {@code b} and {@code c} the permuted unit residual along the tested and the held directions.
 * The covariates are projected out once; an order costs one pass over the residuals. A direction
 * that is constant within every block of exchangeable people stays explained in every order and is
 * left out of the sum. Sources: doi:10.1080/07350015.1983.10509354,
 * doi:10.1016/j.neuroimage.2014.01.060.
 *
 * <p>Residuals are floats, people × voxels × 4 bytes. Immutable and thread-safe.
 */
public final class VoxelwiseModel implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int TILE = 2048;

  /** Floats leave 1e-6 of a unit residual uncertain. */
  private static final float LEAST_UNEXPLAINED = 1e-6f;

  private final PermutationOrders orders;
  private final double[][] directions;
  private final float[][] residuals;
  private final double[] r;
  private final double[] effect;
  private final int df;
  private final String reason;

  private VoxelwiseModel(
      PermutationOrders orders,
      double[][] directions,
      float[][] residuals,
      double[] r,
      double[] effect,
      int df,
      String reason) {
    this.orders = orders;
    this.directions = directions;
    this.residuals = residuals;
    this.r = r;
    this.effect = effect;
    this.df = df;
    this.reason = reason;
  }

  /**
   * A model of maps.
   *
   * @param rows complete cases of all named columns, one row per person
   * @param maps row key to the finite values of the voxels, in one order for all
   * @param variable numeric column under test; a group enters as an indicator
   * @param covariates columns held constant, may be empty
   * @param block factor within whose levels people are exchangeable, null for all people
   * @param permutations random orders to draw, at least 1; all orders where there are no more
   * @param key what the random orders depend on
   */
  public static VoxelwiseModel of(
      Observations rows,
      Map<String, float[]> maps,
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
    String obstacle = PermutationTest.obstacle(held, space, variable, x, restX);
    if (obstacle != null) {
      return new VoxelwiseModel(orders, null, null, null, null, 0, obstacle);
    }
    double length = ColumnSpace.norm(restX);
    List<double[]> directions = new ArrayList<>();
    directions.add(Arrays.stream(restX).map(v -> v / length).toArray());
    for (double[] column : space.basis()) {
      if (!orders.keeps(column, 1e-9)) {
        directions.add(column);
      }
    }
    int voxels = maps.get(sorted.keys().get(0)).length;
    float[][] residuals = new float[n][voxels];
    double[] r = new double[voxels];
    double[] effect = new double[voxels];
    double[] y = new double[n];
    for (int v = 0; v < voxels; v++) {
      for (int i = 0; i < n; i++) {
        y[i] = maps.get(sorted.keys().get(i))[v];
      }
      double[] rest = space.residuals(Finite.require("voxel " + v, y));
      double size = ColumnSpace.norm(rest);
      boolean flat = size <= ColumnSpace.TOLERANCE * Math.sqrt(Finite.sumOfSquares(y));
      double along = InnerProduct.of(directions.get(0), rest);
      r[v] = flat ? Double.NaN : along / size;
      effect[v] = flat ? Double.NaN : along / length;
      for (int i = 0; i < n; i++) {
        residuals[i][v] = flat ? 0 : (float) (rest[i] / size);
      }
    }
    return new VoxelwiseModel(
        orders,
        directions.toArray(double[][]::new),
        residuals,
        r,
        effect,
        n - space.rank() - 1,
        null);
  }

  /** Why there is no test, null when there is one. */
  public String reason() {
    return reason;
  }

  /** The orders that the test goes through. */
  public PermutationOrders orders() {
    return orders;
  }

  /** Residual degrees of freedom of t. */
  public int df() {
    return df;
  }

  /** Number of voxels. */
  public int voxels() {
    return r.length;
  }

  /** Correlation of a voxel with the variable, given the covariates; NaN without variance. */
  public double r(int voxel) {
    return r[voxel];
  }

  /** Change of a voxel per unit of the variable, given the covariates; NaN without variance. */
  public double effect(int voxel) {
    return effect[voxel];
  }

  /** The t of a voxel in the order as it stands: {@code r √(df/(1 − r²))}. */
  public double t(int voxel) {
    return r[voxel] * Math.sqrt(df / (1 - r[voxel] * r[voxel]));
  }

  /** The |t| above which a two-sided p is smaller. */
  public double threshold(double p) {
    return Tails.quantileT(1 - p / 2, df);
  }

  /** The two-sided p of a t by its distribution. */
  public double parametricP(double t) {
    return Tails.twoSidedT(t, df);
  }

  /**
   * The t of every voxel in one order; 0 for a voxel without variance.
   *
   * @param number number of the order
   * @param t filled, one per voxel
   */
  public void statistics(int number, float[] t) {
    int n = orders.rows();
    int[] order = new int[n];
    orders.fill(number, order);
    float[][] weights = new float[directions.length][n];
    for (int d = 0; d < directions.length; d++) {
      for (int i = 0; i < n; i++) {
        weights[d][order[i]] = (float) directions[d][i];
      }
    }
    float[] along = new float[TILE];
    float[] explained = new float[TILE];
    for (int from = 0; from < t.length; from += TILE) {
      int size = Math.min(TILE, t.length - from);
      Arrays.fill(explained, 0);
      for (int d = directions.length - 1; d >= 0; d--) {
        project(weights[d], from, size, along);
        for (int v = 0; v < size; v++) {
          explained[v] += along[v] * along[v];
        }
      }
      for (int v = 0; v < size; v++) {
        float left = Math.max(1 - explained[v], LEAST_UNEXPLAINED);
        t[from + v] = along[v] * (float) Math.sqrt(df / left);
      }
    }
  }

  // Four people a pass: the sums are read and written a quarter as often.
  private void project(float[] weights, int from, int size, float[] along) {
    Arrays.fill(along, 0);
    int i = 0;
    for (; i + 3 < weights.length; i += 4) {
      add(
          residuals[i],
          weights[i],
          residuals[i + 1],
          weights[i + 1],
          residuals[i + 2],
          weights[i + 2],
          residuals[i + 3],
          weights[i + 3],
          from,
          size,
          along);
    }
    for (; i < weights.length; i++) {
      float[] own = residuals[i];
      float weight = weights[i];
      for (int v = 0; v < size; v++) {
        along[v] += weight * own[from + v];
      }
    }
  }

  private static void add(
      float[] a,
      float wa,
      float[] b,
      float wb,
      float[] c,
      float wc,
      float[] d,
      float wd,
      int from,
      int size,
      float[] along) {
    for (int v = 0; v < size; v++) {
      along[v] += (wa * a[from + v] + wb * b[from + v]) + (wc * c[from + v] + wd * d[from + v]);
    }
  }
}
