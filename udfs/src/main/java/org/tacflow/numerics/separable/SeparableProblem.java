package org.tacflow.numerics.separable;

import java.io.Serializable;
import java.util.Arrays;
import org.tacflow.numerics.ExponentialConvolution;
import org.tacflow.numerics.InnerProduct;
import org.tacflow.numerics.SingularVectors;

/**
 * Everything about one scan that no curve changes: compressed responses and their tables.
 *
 * <p>Weighted responses {@code √w B(θ)} are written in an orthonormal basis of {@code rank}
 * vectors: vector 0 is the weighted linear column, the others span the responses without it, by
 * singular values at 96 Chebyshev nodes in {@code u = ln θ}. An extra column, where there is one,
 * is eliminated first and its component kept apart. Immutable; shared by any number of solvers.
 */
public final class SeparableProblem implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SAMPLES = 96;

  private final int frames;
  private final int[] used;
  private final double[] weights;
  private final boolean hasExtra;
  // One row of √w times the basis vector per component; the extra component is the last row.
  private final double[][] projection;
  final int rank;
  final double columnNorm;
  final double extraNorm;
  final double extraOfColumn;
  final ResponseTable responses;
  final PairTable pairs;
  final NodeGrid nodes;

  private SeparableProblem(
      ExponentialConvolution convolution,
      double[] allWeights,
      double[] column,
      double[] extra,
      RateRange range,
      Resolution resolution) {
    this.frames = allWeights.length;
    this.used = usedFrames(allWeights);
    this.weights = pick(allWeights, used);
    double[] roots = Arrays.stream(weights).map(Math::sqrt).toArray();
    this.hasExtra = extra != null;
    double[] extraUnit = hasExtra ? times(pick(extra, used), roots) : new double[used.length];
    this.extraNorm = hasExtra ? normalize(extraUnit) : 0;
    if (hasExtra && !(extraNorm > 0)) {
      throw new IllegalArgumentException("Cannot solve: the extra column is zero in every frame");
    }
    double[] columnUnit = times(pick(column, used), roots);
    this.extraOfColumn = remove(extraUnit, columnUnit);
    this.columnNorm = normalize(columnUnit);
    this.rank = Math.min(resolution.rank(), used.length - (hasExtra ? 1 : 0));

    double lower = Math.log(range.lower());
    double upper = Math.log(range.upper());
    double[][] samples = new double[SAMPLES][];
    double[][] directions = new double[SAMPLES][];
    double[] all = new double[frames];
    double[] at = ChebyshevSeries.nodes(SAMPLES, lower, upper);
    for (int i = 0; i < SAMPLES; i++) {
      convolution.evaluate(Math.exp(at[i]), all, null);
      samples[i] = times(pick(all, used), roots);
      directions[i] = samples[i].clone();
      remove(extraUnit, directions[i]);
      remove(columnUnit, directions[i]);
      normalize(directions[i]);
    }
    double[][] basis = new double[rank + (hasExtra ? 1 : 0)][];
    basis[0] = columnUnit;
    double[][] left = SingularVectors.right(directions, rank - 1);
    System.arraycopy(left, 0, basis, 1, rank - 1);
    if (hasExtra) {
      basis[rank] = extraUnit;
    }
    this.projection = new double[basis.length][];
    for (int k = 0; k < basis.length; k++) {
      projection[k] = times(basis[k], roots);
    }
    Components components = Components.of(samples, basis, lower, upper);
    this.responses = ResponseTable.of(components, resolution.tableStep(), rank);
    this.pairs = PairTable.of(components, resolution.pairStep(), rank);
    this.nodes = NodeGrid.of(components, resolution, rank);
  }

  /**
   * Compresses and tabulates.
   *
   * @param convolution responses at the frames
   * @param weights one per frame, ≥ 0; a frame with weight 0 is left out
   * @param column the linear column at the frames, for instance whole blood
   * @param extra a second linear column with a coefficient of any sign, or null
   * @param range rates of the exponentials
   */
  public static SeparableProblem of(
      ExponentialConvolution convolution,
      double[] weights,
      double[] column,
      double[] extra,
      RateRange range,
      Resolution resolution) {
    if (weights.length != convolution.frames() || column.length != weights.length) {
      throw new IllegalArgumentException(
          "Invalid shapes: "
              + weights.length
              + " weights and "
              + column.length
              + " column values for "
              + convolution.frames()
              + " frames (must be as many)");
    }
    return new SeparableProblem(convolution, weights, column, extra, range, resolution);
  }

  /** Number of frames with weight above 0. */
  public int framesUsed() {
    return used.length;
  }

  /** Whether the linear column differs from zero, so that its coefficient can be estimated. */
  public boolean hasColumn() {
    return columnNorm > 0;
  }

  boolean hasExtra() {
    return hasExtra;
  }

  int components() {
    return projection.length;
  }

  /**
   * Writes the components of a curve and returns its weighted sum of squares.
   *
   * @return {@code Σ w y²}, without the part that the extra column explains; NaN when the curve has
   *     another length
   */
  double project(double[] curve, double[] gathered, double[] components) {
    if (curve.length != frames) {
      return Double.NaN;
    }
    int n = used.length;
    double squares = 0;
    for (int f = 0; f < n; f++) {
      double y = curve[used[f]];
      gathered[f] = y;
      squares += weights[f] * y * y;
    }
    int k = 0;
    for (; k + 3 < projection.length; k += 4) {
      double[] p0 = projection[k];
      double[] p1 = projection[k + 1];
      double[] p2 = projection[k + 2];
      double[] p3 = projection[k + 3];
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      for (int f = 0; f < n; f++) {
        double y = gathered[f];
        s0 += p0[f] * y;
        s1 += p1[f] * y;
        s2 += p2[f] * y;
        s3 += p3[f] * y;
      }
      components[k] = s0;
      components[k + 1] = s1;
      components[k + 2] = s2;
      components[k + 3] = s3;
    }
    for (; k < projection.length; k++) {
      double[] p = projection[k];
      double s = 0;
      for (int f = 0; f < n; f++) {
        s += p[f] * gathered[f];
      }
      components[k] = s;
    }
    return hasExtra ? squares - components[rank] * components[rank] : squares;
  }

  private static int[] usedFrames(double[] weights) {
    int[] used = new int[weights.length];
    int count = 0;
    for (int f = 0; f < weights.length; f++) {
      if (!(weights[f] >= 0) || Double.isInfinite(weights[f])) {
        throw new IllegalArgumentException(
            "Invalid weight of frame " + f + ": " + weights[f] + " (must be finite and >= 0)");
      }
      if (weights[f] > 0) {
        used[count++] = f;
      }
    }
    if (count < 4) {
      throw new IllegalArgumentException(
          "Cannot solve: " + count + " frames with weight above 0 (must be at least 4)");
    }
    return Arrays.copyOf(used, count);
  }

  private static double[] pick(double[] values, int[] used) {
    return Arrays.stream(used).mapToDouble(f -> values[f]).toArray();
  }

  private static double[] times(double[] a, double[] b) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }

  private static double remove(double[] unit, double[] from) {
    double along = InnerProduct.of(unit, from);
    for (int i = 0; i < from.length; i++) {
      from[i] -= along * unit[i];
    }
    return along;
  }

  private static double normalize(double[] v) {
    double norm = Math.sqrt(InnerProduct.of(v, v));
    for (int i = 0; i < v.length && norm > 0; i++) {
      v[i] /= norm;
    }
    return norm;
  }
}
