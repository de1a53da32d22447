package org.tacflow.kinetics;

import org.tacflow.numerics.LeastSquares;

/**
 * The curve of the full reference tissue model, with its derivatives.
 *
 * <pre>
 * C = R1 Cr + α₁ B(θ₁) + α₂ B(θ₂),   θ₁,₂ = (s ± p)/2,   s = k2 + k3 + k4,   p = √(s² − 4 k2 k4)
 * α₁ = (θ₂ − k2)(R1 θ₁ − k2)/p,   α₂ = (k2 − θ₁)(R1 θ₂ − k2)/p,   k3 = BPND k4
 * </pre>
 *
 * where {@code B(θ)} is the response of the reference curve to {@code e^(−θt)}. Parameters R1, k2,
 * BPND, k4.
 */
final class FrtmCurve implements LeastSquares.Curve {
  static final int R1 = 0;
  static final int K2 = 1;
  static final int BPND = 2;
  static final int K4 = 3;
  static final int SIZE = 4;

  // k3 = 0 and k2 = k4 make the exponentials one; the curve is continuous there.
  private static final double LEAST_ROOT = 1e-9;

  private final ForwardScheme scheme;
  private final double[] reference;
  private final double[] fast;
  private final double[] slow;
  private final double[] fastSlope;
  private final double[] slowSlope;

  FrtmCurve(ForwardScheme scheme) {
    int frames = scheme.frames();
    this.scheme = scheme;
    this.reference = scheme.direct();
    this.fast = new double[frames];
    this.slow = new double[frames];
    this.fastSlope = new double[frames];
    this.slowSlope = new double[frames];
  }

  @Override
  public void evaluate(double[] x, double[] values, double[][] jacobian) {
    double ratio = x[R1];
    double k2 = x[K2];
    double k4 = x[K4];
    double sum = k2 + x[BPND] * k4 + k4;
    double root = Math.max(LEAST_ROOT, Math.sqrt(Math.max(0, sum * sum - 4 * k2 * k4)));
    double theta1 = 0.5 * (sum + root);
    double theta2 = 0.5 * (sum - root);
    double alpha1 = (theta2 - k2) * (ratio * theta1 - k2) / root;
    double alpha2 = (k2 - theta1) * (ratio * theta2 - k2) / root;
    scheme.response(theta1, fast, fastSlope);
    scheme.response(theta2, slow, slowSlope);
    for (int f = 0; f < values.length; f++) {
      values[f] = ratio * reference[f] + alpha1 * fast[f] + alpha2 * slow[f];
    }
    double[] sumSlope = {0, 1, k4, 1 + x[BPND]};
    double[] productSlope = {0, k4, 0, k2};
    for (int j = 0; j < SIZE; j++) {
      double byRatio = j == R1 ? 1 : 0;
      double byK2 = j == K2 ? 1 : 0;
      double rootBy = (sum * sumSlope[j] - 2 * productSlope[j]) / root;
      double theta1By = 0.5 * (sumSlope[j] + rootBy);
      double theta2By = 0.5 * (sumSlope[j] - rootBy);
      double alpha1By =
          ((theta2By - byK2) * (ratio * theta1 - k2)
                  + (theta2 - k2) * (byRatio * theta1 + ratio * theta1By - byK2)
                  - alpha1 * rootBy)
              / root;
      double alpha2By =
          ((byK2 - theta1By) * (ratio * theta2 - k2)
                  + (k2 - theta1) * (byRatio * theta2 + ratio * theta2By - byK2)
                  - alpha2 * rootBy)
              / root;
      for (int f = 0; f < values.length; f++) {
        jacobian[f][j] =
            byRatio * reference[f]
                + alpha1By * fast[f]
                + alpha1 * theta1By * fastSlope[f]
                + alpha2By * slow[f]
                + alpha2 * theta2By * slowSlope[f];
      }
    }
  }
}
