package org.tacflow.kinetics;

import org.tacflow.numerics.LeastSquares;

/**
 * The curve of up to two tissue exponentials plus blood, with its derivatives.
 *
 * <pre>
 * C = (1 − vB) (φ₁ B(θ₁) + φ₂ B(θ₂)) + vB (Cb + Kb ∫Cp)
 * </pre>
 *
 * where {@code B(θ)} is the response of the plasma to {@code e^(−θt)}. Parameters in the order φ₁
 * θ₁ φ₂ θ₂ vB Kb, all six always there; a model without one of them fixes it. {@code Kb} is the
 * irreversible uptake of the vessel wall of Rizzo et al. 2014, doi:10.1038/jcbfm.2014.55, 0
 * elsewhere.
 */
final class CompartmentCurve implements LeastSquares.Curve {
  static final int PHI1 = 0;
  static final int THETA1 = 1;
  static final int PHI2 = 2;
  static final int THETA2 = 3;
  static final int VB = 4;
  static final int KB = 5;
  static final int SIZE = 6;

  private final ForwardScheme scheme;
  private final double[] blood;
  private final double[] integral;
  private final double[] fast;
  private final double[] slow;
  private final double[] fastSlope;
  private final double[] slowSlope;

  CompartmentCurve(ForwardScheme scheme) {
    int frames = scheme.frames();
    this.scheme = scheme;
    this.blood = scheme.direct();
    this.integral = scheme.integral();
    this.fast = new double[frames];
    this.slow = new double[frames];
    this.fastSlope = new double[frames];
    this.slowSlope = new double[frames];
  }

  @Override
  public void evaluate(double[] p, double[] values, double[][] jacobian) {
    scheme.response(p[THETA1], fast, fastSlope);
    scheme.response(p[THETA2], slow, slowSlope);
    double tissueFraction = 1 - p[VB];
    for (int f = 0; f < values.length; f++) {
      double tissue = p[PHI1] * fast[f] + p[PHI2] * slow[f];
      double vessel = blood[f] + p[KB] * integral[f];
      values[f] = tissueFraction * tissue + p[VB] * vessel;
      jacobian[f][PHI1] = tissueFraction * fast[f];
      jacobian[f][THETA1] = tissueFraction * p[PHI1] * fastSlope[f];
      jacobian[f][PHI2] = tissueFraction * slow[f];
      jacobian[f][THETA2] = tissueFraction * p[PHI2] * slowSlope[f];
      jacobian[f][VB] = vessel - tissue;
      jacobian[f][KB] = p[VB] * integral[f];
    }
  }
}
