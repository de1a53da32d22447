package org.tacflow.numerics.separable;

import java.util.Arrays;

/**
 * Chebyshev interpolant of one smooth function on an interval, and its derivatives.
 *
 * <p>{@code f(u) ≈ Σ cₖ Tₖ(x)} with {@code x ∈ [−1, 1]}; the series of the derivative follows from
 * {@code c′ₖ₋₁ = c′ₖ₊₁ + 2k cₖ}.
 */
final class ChebyshevSeries {
  private final double lower;
  private final double upper;
  private final double[] coefficients;

  private ChebyshevSeries(double lower, double upper, double[] coefficients) {
    this.lower = lower;
    this.upper = upper;
    this.coefficients = coefficients;
  }

  /** The {@code count} points at which {@link #interpolate} wants the function. */
  static double[] nodes(int count, double lower, double upper) {
    double[] nodes = new double[count];
    for (int i = 0; i < count; i++) {
      double x = Math.cos(Math.PI * (i + 0.5) / count);
      nodes[i] = 0.5 * (lower + upper) + 0.5 * (upper - lower) * x;
    }
    return nodes;
  }

  /**
   * The interpolant of values at {@link #nodes}.
   *
   * @param rounding trailing coefficients up to this size are dropped, since derivatives would
   *     amplify them
   */
  static ChebyshevSeries interpolate(double[] values, double lower, double upper, double rounding) {
    int count = values.length;
    double[] c = new double[count];
    for (int k = 0; k < count; k++) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += values[i] * Math.cos(Math.PI * k * (i + 0.5) / count);
      }
      c[k] = (k == 0 ? 1.0 : 2.0) * sum / count;
    }
    int kept = count;
    while (kept > 1 && Math.abs(c[kept - 1]) <= rounding) {
      kept--;
    }
    return new ChebyshevSeries(lower, upper, Arrays.copyOf(c, kept));
  }

  /** The series of the derivative in {@code u}. */
  ChebyshevSeries derivative() {
    int n = coefficients.length;
    double[] d = new double[Math.max(1, n - 1)];
    for (int k = n - 1; k >= 1; k--) {
      double above = k + 1 < d.length ? d[k + 1] : 0;
      d[k - 1] = above + 2 * k * coefficients[k];
    }
    d[0] *= 0.5;
    for (int k = 0; k < d.length; k++) {
      d[k] *= 2 / (upper - lower);
    }
    return new ChebyshevSeries(lower, upper, d);
  }

  /** Value at {@code u}, by Clenshaw's recurrence. */
  double value(double u) {
    double x = (2 * u - lower - upper) / (upper - lower);
    double b1 = 0;
    double b2 = 0;
    for (int k = coefficients.length - 1; k >= 1; k--) {
      double b = 2 * x * b1 - b2 + coefficients[k];
      b2 = b1;
      b1 = b;
    }
    return x * b1 - b2 + coefficients[0];
  }
}
