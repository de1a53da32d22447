package org.tacflow.kinetics;

/**
 * Rate constants to exponentials and back, with the derivatives of both ways.
 *
 * <p>Rates are ordered K1 k2 k3 k4 vB Kb, exponentials φ₁ θ₁ φ₂ θ₂ vB Kb as in {@link
 * CompartmentCurve}. The equations stand in {@link TwoTissueRates}; with {@code k4 = 0} they
 * describe irreversible uptake ({@code θ₂ = 0, φ₂ = Ki}), with {@code k3 = k4 = 0} one tissue
 * compartment ({@code φ₁ = K1, θ₁ = k2, φ₂ = θ₂ = 0}).
 */
final class RateMap {
  static final int K1 = 0;
  static final int K2 = 1;
  static final int K3 = 2;
  static final int K4 = 3;
  static final int SIZE = CompartmentCurve.SIZE;

  // Where k3 = 0 and k2 = k4 the two exponentials are one and the derivatives have no limit.
  private static final double LEAST_ROOT = 1e-12;

  private RateMap() {}

  /**
   * Writes the exponentials of rates.
   *
   * @param jacobian out, {@code [exponential][rate]}
   */
  static void toExponentials(double[] rates, double[] exponentials, double[][] jacobian) {
    double uptake = rates[K1];
    double k3 = rates[K3];
    double k4 = rates[K4];
    double sum = rates[K2] + k3 + k4;
    double product = rates[K2] * k4;
    double root = Math.max(LEAST_ROOT, Math.sqrt(Math.max(0, sum * sum - 4 * product)));
    double theta1 = 0.5 * (sum + root);
    double theta2 = product / theta1;
    double fastShare = (theta1 - k3 - k4) / root;
    exponentials[CompartmentCurve.PHI1] = uptake * fastShare;
    exponentials[CompartmentCurve.THETA1] = theta1;
    exponentials[CompartmentCurve.PHI2] = uptake * (1 - fastShare);
    exponentials[CompartmentCurve.THETA2] = theta2;
    clear(jacobian);
    jacobian[CompartmentCurve.PHI1][K1] = fastShare;
    jacobian[CompartmentCurve.PHI2][K1] = 1 - fastShare;
    for (int rate = K2; rate <= K4; rate++) {
      double productSlope = 0;
      if (rate == K2) {
        productSlope = k4;
      } else if (rate == K4) {
        productSlope = rates[K2];
      }
      double rootSlope = (sum - 2 * productSlope) / root;
      double theta1Slope = 0.5 * (1 + rootSlope);
      double share = theta1Slope - (rate == K2 ? 0 : 1) - fastShare * rootSlope;
      jacobian[CompartmentCurve.THETA1][rate] = theta1Slope;
      jacobian[CompartmentCurve.THETA2][rate] = 0.5 * (1 - rootSlope);
      jacobian[CompartmentCurve.PHI1][rate] = uptake * share / root;
      jacobian[CompartmentCurve.PHI2][rate] = -uptake * share / root;
    }
    copyBlood(rates, exponentials, jacobian);
  }

  /**
   * Writes the rates of exponentials with {@code φ₁ + φ₂ > 0} and {@code θ₁ ≥ θ₂ ≥ 0}.
   *
   * @param jacobian out, {@code [rate][exponential]}
   */
  static void toRates(double[] exponentials, double[] rates, double[][] jacobian) {
    double phi1 = exponentials[CompartmentCurve.PHI1];
    double theta1 = exponentials[CompartmentCurve.THETA1];
    double phi2 = exponentials[CompartmentCurve.PHI2];
    double theta2 = exponentials[CompartmentCurve.THETA2];
    double uptake = phi1 + phi2;
    double k2 = (phi1 * theta1 + phi2 * theta2) / uptake;
    double k4 = k2 > 0 ? theta1 * theta2 / k2 : 0;
    rates[K1] = uptake;
    rates[K2] = k2;
    // (θ₁ − k2)(k2 − θ₂)/k2 without the cancellation of θ₁ + θ₂ − k2 − k4.
    double spread = theta1 - theta2;
    rates[K3] = k2 > 0 ? phi1 * phi2 * spread * spread / (uptake * uptake * k2) : theta1 + theta2;
    rates[K4] = k4;
    clear(jacobian);
    double[] k2Slope = jacobian[K2];
    k2Slope[CompartmentCurve.PHI1] = (theta1 - k2) / uptake;
    k2Slope[CompartmentCurve.PHI2] = (theta2 - k2) / uptake;
    k2Slope[CompartmentCurve.THETA1] = phi1 / uptake;
    k2Slope[CompartmentCurve.THETA2] = phi2 / uptake;
    jacobian[K1][CompartmentCurve.PHI1] = 1;
    jacobian[K1][CompartmentCurve.PHI2] = 1;
    for (int e = CompartmentCurve.PHI1; e <= CompartmentCurve.THETA2; e++) {
      double theta1Slope = e == CompartmentCurve.THETA1 ? 1 : 0;
      double theta2Slope = e == CompartmentCurve.THETA2 ? 1 : 0;
      double productSlope = theta1Slope * theta2 + theta2Slope * theta1;
      double k4Slope = k2 > 0 ? (productSlope - k4 * k2Slope[e]) / k2 : 0;
      jacobian[K4][e] = k4Slope;
      jacobian[K3][e] = theta1Slope + theta2Slope - k2Slope[e] - k4Slope;
    }
    copyBlood(exponentials, rates, jacobian);
  }

  private static void clear(double[][] jacobian) {
    for (double[] row : jacobian) {
      java.util.Arrays.fill(row, 0);
    }
  }

  private static void copyBlood(double[] from, double[] to, double[][] jacobian) {
    for (int i = CompartmentCurve.VB; i <= CompartmentCurve.KB; i++) {
      to[i] = from[i];
      jacobian[i][i] = 1;
    }
  }
}
