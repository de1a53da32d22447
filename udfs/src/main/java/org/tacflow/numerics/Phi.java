package org.tacflow.numerics;

/**
 * The repeated integrals of the exponential, {@code φ₁, φ₂, φ₃}, and their derivatives.
 *
 * <pre>
 * φ₁(x) = (1 − e^(−x))/x,   φ₂(x) = (1 − φ₁)/x,   φ₃(x) = (1/2 − φ₂)/x
 * </pre>
 *
 * Below {@code x = 1/2} the quotients lose digits; there φ₃ and its derivative come from their
 * Taylor series and the others by the recurrences read backwards, {@code φ₂ = 1/2 − x φ₃}, {@code
 * φ₁ = 1 − x φ₂}, {@code e^(−x) = 1 − x φ₁}, which lose none. All are smooth through {@code x = 0}
 * (values 1, 1/2, 1/6; derivatives −1/2, −1/6, −1/24).
 */
final class Phi {
  /** Where the series take over from the quotients. */
  static final double SERIES_BELOW = 0.5;

  // With so many terms the series are exact to 1e-16 up to 0.004, up to 0.06 and up to 1/2.
  private static final double LEAST_BELOW = 0.004;
  private static final int LEAST = 5;
  private static final double FEW_BELOW = 0.06;
  private static final int FEW = 8;
  private static final int MANY = 14;
  // Coefficient of xⁿ in φ₃: (−1)ⁿ / (n + 3)!.
  private static final double[] THREE = coefficients();

  private Phi() {}

  /** φ₃ by its series, for {@code x} below {@link #SERIES_BELOW}. */
  static double three(double x) {
    double sum = 0;
    for (int n = terms(x); n >= 0; n--) {
      sum = sum * x + THREE[n];
    }
    return sum;
  }

  /** φ₃′ by its series, for {@code x} below {@link #SERIES_BELOW}. */
  static double threeDerivative(double x) {
    double sum = 0;
    for (int n = terms(x); n >= 1; n--) {
      sum = sum * x + n * THREE[n];
    }
    return sum;
  }

  private static int terms(double x) {
    if (x < LEAST_BELOW) {
      return LEAST;
    }
    return x < FEW_BELOW ? FEW : MANY;
  }

  private static double[] coefficients() {
    double[] c = new double[MANY + 1];
    double factorial = 6;
    for (int n = 0; n <= MANY; n++) {
      c[n] = (n % 2 == 0 ? 1 : -1) / factorial;
      factorial *= n + 4;
    }
    return c;
  }
}
