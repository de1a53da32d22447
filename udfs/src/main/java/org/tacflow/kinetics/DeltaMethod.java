package org.tacflow.kinetics;

import org.tacflow.numerics.separable.ExponentialFit;

/** Standard error of a function of exponentials: {@code σ √(gᵀ C g)}. */
final class DeltaMethod {
  private final double[] gradient = new double[6];

  /**
   * Sets the gradient in (amplitude 1, rate 1, amplitude 2, rate 2, column) and returns the error.
   *
   * @param sigma square root of the residual variance
   * @return NaN where the covariance is not defined, and for what is fixed and so does not vary
   */
  double error(
      ExponentialFit fit, double sigma, double a1, double t1, double a2, double t2, double b) {
    return error(fit, sigma, a1, t1, a2, t2, b, 0);
  }

  /** The same with the extra column. */
  double error(
      ExponentialFit fit,
      double sigma,
      double a1,
      double t1,
      double a2,
      double t2,
      double b,
      double extra) {
    double[] g = gradient;
    g[0] = a1;
    g[1] = t1;
    g[2] = a2;
    g[3] = t2;
    g[4] = b;
    g[5] = extra;
    double sum = 0;
    for (int i = 0; i < 6; i++) {
      // What a function does not depend on may lack a covariance.
      if (g[i] == 0) {
        continue;
      }
      double row = 0.5 * g[i] * fit.covariance(i, i);
      for (int j = 0; j < i; j++) {
        if (g[j] != 0) {
          row += g[j] * fit.covariance(i, j);
        }
      }
      sum += 2 * g[i] * row;
    }
    return sum > 0 ? sigma * Math.sqrt(sum) : Double.NaN;
  }
}
