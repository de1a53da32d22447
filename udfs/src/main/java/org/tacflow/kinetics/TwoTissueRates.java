package org.tacflow.kinetics;

/**
 * The rate constants of two tissue compartments, and their two exponentials.
 *
 * <p>The impulse response is {@code φ₁ e^(−θ₁t) + φ₂ e^(−θ₂t)} with {@code θ₁ ≥ θ₂}:
 *
 * <pre>
 * θ₁ + θ₂ = k2 + k3 + k4,   θ₁ θ₂ = k2 k4,   K1 = φ₁ + φ₂,   k2 = (φ₁θ₁ + φ₂θ₂)/K1
 * k4 = θ₁θ₂/k2,   k3 = θ₁ + θ₂ − k2 − k4,   VT = φ₁/θ₁ + φ₂/θ₂ = K1/k2 (1 + k3/k4)
 * </pre>
 *
 * Non-negative φ and positive θ are the same as non-negative rate constants. Source: Gunn et al.
 * 2001, doi:10.1097/00004647-200106000-00002.
 *
 * @param K1 mL/cm3/min
 * @param k2 1/min
 * @param k3 1/min
 * @param k4 1/min
 */
public record TwoTissueRates(double K1, double k2, double k3, double k4) {
  /** Faster rate θ₁, 1/min. */
  public double theta1() {
    return 0.5 * (k2 + k3 + k4 + root());
  }

  /** Slower rate θ₂ = k2 k4 / θ₁, 1/min; without cancellation. */
  public double theta2() {
    double fast = theta1();
    return fast > 0 ? k2 * k4 / fast : 0;
  }

  /** Weight of the faster exponential, mL/cm3/min. */
  public double phi1() {
    double root = root();
    return root > 0 ? K1 * (theta1() - k3 - k4) / root : K1;
  }

  /** Weight of the slower exponential, mL/cm3/min. */
  public double phi2() {
    return K1 - phi1();
  }

  /** Total distribution volume, mL/cm3. */
  public double vt() {
    return K1 / k2 * (1 + k3 / k4);
  }

  private double root() {
    double sum = k2 + k3 + k4;
    return Math.sqrt(Math.max(0, sum * sum - 4 * k2 * k4));
  }

  /** Rates from the two exponentials; θ₁ ≥ θ₂ > 0, φ ≥ 0, not both zero. */
  public static TwoTissueRates ofExponentials(
      double phi1, double theta1, double phi2, double theta2) {
    double big = phi1 + phi2;
    double k2 = (phi1 * theta1 + phi2 * theta2) / big;
    double k4 = theta1 * theta2 / k2;
    return new TwoTissueRates(big, k2, (theta1 - k2) * (k2 - theta2) / k2, k4);
  }
}
