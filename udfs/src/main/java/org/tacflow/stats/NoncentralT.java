package org.tacflow.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * Student's t shifted by a noncentrality: {@code (Z + delta)/sqrt(chi²/df)}.
 *
 * <p>{@code P(T <= t) = Φ(-δ) + ½ Σ [p_j I_x(j+½, df/2) + q_j I_x(j+1, df/2)]} for {@code t >= 0}
 * with {@code x = t²/(df+t²)}. Source: Lenth 1989, doi:10.2307/2347693.
 */
final class NoncentralT {
  /** Noncentrality beyond which the Poisson weights underflow. */
  private static final double LARGEST_SHIFT = 37;

  private NoncentralT() {}

  /** {@code P(T <= t)}. */
  static double below(double t, double df, double delta) {
    if (t < 0) {
      return 1 - below(-t, df, -delta);
    }
    double half = delta * delta / 2;
    double x = t * t / (df + t * t);
    double sum = 0;
    double remaining = 1;
    for (int j = 0; j < 2000 && (remaining > 1e-14 || j < half); j++) {
      double log = j == 0 ? -half : -half + j * Math.log(half);
      double p = half == 0 && j > 0 ? 0 : Math.exp(log - Gamma.logGamma(j + 1.0));
      double q = half == 0 ? 0 : delta / Math.sqrt(2) * Math.exp(log - Gamma.logGamma(j + 1.5));
      sum +=
          p * Beta.regularizedBeta(x, j + 0.5, df / 2)
              + q * Beta.regularizedBeta(x, j + 1.0, df / 2);
      remaining -= p;
    }
    return Math.max(0, Math.min(1, Tails.normalBelow(-delta) + sum / 2));
  }

  /** The noncentrality with {@code P(T <= t) = probability}, within ±37. */
  static double shift(double t, double df, double probability) {
    return solve(
        delta -> below(t, df, delta) - probability,
        Math.max(-LARGEST_SHIFT, t - 10 - Math.abs(t)),
        Math.min(LARGEST_SHIFT, t + 10 + Math.abs(t)));
  }

  /** The zero of a monotone function between two points of opposite sign. */
  static double solve(DoubleUnaryOperator function, double low, double high) {
    return new BrentSolver(1e-12, 1e-12).solve(1000, function::applyAsDouble, low, high);
  }
}
