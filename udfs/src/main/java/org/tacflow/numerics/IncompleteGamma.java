package org.tacflow.numerics;

import org.apache.commons.math3.special.Gamma;

/**
 * Regularized incomplete gamma functions, the distribution functions of gamma variables.
 *
 * <p>{@code P(a, x) = γ(a, x) / Γ(a)} and {@code Q = 1 − P}, for {@code a > 0} and {@code x ≥ 0};
 * {@code P(a, ∞) = 1}. Source: DLMF 8.2, https://dlmf.nist.gov/8.2.
 */
public final class IncompleteGamma {
  private IncompleteGamma() {}

  /** The lower function P(a, x), 0 to 1. */
  public static double lower(double a, double x) {
    check(a, x);
    return Double.isInfinite(x) ? 1 : Gamma.regularizedGammaP(a, x);
  }

  /** The upper function Q(a, x), 0 to 1. */
  public static double upper(double a, double x) {
    check(a, x);
    return Double.isInfinite(x) ? 0 : Gamma.regularizedGammaQ(a, x);
  }

  private static void check(double a, double x) {
    if (!(a > 0) || !(x >= 0)) {
      throw new IllegalArgumentException(
          "Invalid arguments of the incomplete gamma function: "
              + a
              + ", "
              + x
              + " (must be > 0 and >= 0)");
    }
  }
}
