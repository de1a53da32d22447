package org.tacflow.numerics;

/**
 * The repeated integrals of the exponential, {@code φ₁, φ₂, φ₃}, and their derivatives.
 *
 * <pre>
 * φ₁(x) = (1 − e^(−x))/x,   φ₂(x) = (1 − φ₁)/x,   φ₃(x) = (1/2 − φ₂)/x
 * </pre>
 *
 * Each is computed from its Taylor series where the quotient loses digits, so that all are smooth
 * through {@code x = 0} (values 1, 1/2, 1/6; derivatives −1/2, −1/6, −1/24).
 */
final class Phi {
  // Below this the series with 12 terms has an error under 1e-16; above it the quotients keep
  // at least 12 digits.
  private static final double SERIES_BELOW = 0.5;
  private static final int TERMS = 14;

  private Phi() {}

  static double one(double x, double decay) {
    return x < SERIES_BELOW ? series(x, 1) : (1 - decay) / x;
  }

  static double two(double x, double one) {
    return x < SERIES_BELOW ? series(x, 2) : (1 - one) / x;
  }

  static double three(double x, double two) {
    return x < SERIES_BELOW ? series(x, 3) : (0.5 - two) / x;
  }

  static double oneDerivative(double x, double decay, double one) {
    return x < SERIES_BELOW ? derivative(x, 1) : (decay - one) / x;
  }

  static double twoDerivative(double x, double oneDerivative, double two) {
    return x < SERIES_BELOW ? derivative(x, 2) : (-oneDerivative - two) / x;
  }

  static double threeDerivative(double x, double twoDerivative, double three) {
    return x < SERIES_BELOW ? derivative(x, 3) : (-twoDerivative - three) / x;
  }

  /** φₖ(x) = Σ (−x)ⁿ / (n + k)!. */
  private static double series(double x, int k) {
    double sum = 0;
    for (int n = TERMS; n >= 1; n--) {
      sum = (1 + sum) * (-x) / (n + k);
    }
    return (1 + sum) / factorial(k);
  }

  /** φₖ′(x) = −Σ n (−x)ⁿ⁻¹ / (n + k)!. */
  private static double derivative(double x, int k) {
    double term = 1 / factorial(k + 1);
    double sum = 0;
    for (int n = 1; n <= TERMS; n++) {
      sum += n * term;
      term *= -x / (n + k + 1);
    }
    return -sum;
  }

  private static double factorial(int k) {
    double product = 1;
    for (int i = 2; i <= k; i++) {
      product *= i;
    }
    return product;
  }
}
