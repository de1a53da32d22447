package org.tacflow.kinetics;

import org.tacflow.numerics.LeastSquares;

/**
 * The curve of {@link SrtmvModel}, with its derivatives, in R1, b, θ, vB and vBr.
 *
 * <pre>
 * C = (1 − vB)/(1 − vBr) (R1 (Mr − vBr Cb) + b (Mr − vBr Cb) ⊗ e^(−θt)) + vB Cb
 * </pre>
 */
final class SrtmvCurve implements LeastSquares.Curve {
  static final int R1 = 0;
  static final int B = 1;
  static final int THETA = 2;
  static final int VB = 3;
  static final int VBR = 4;
  static final int SIZE = 5;

  private final ForwardScheme reference;
  private final ForwardScheme blood;
  private final double[] measured;
  private final double[] vessels;
  private final double[] measuredResponse;
  private final double[] measuredSlope;
  private final double[] vesselResponse;
  private final double[] vesselSlope;

  /**
   * Over one scan.
   *
   * @param reference responses of the measured reference curve
   * @param blood responses of whole blood
   */
  SrtmvCurve(ForwardScheme reference, ForwardScheme blood) {
    int frames = reference.frames();
    this.reference = reference;
    this.blood = blood;
    this.measured = reference.direct();
    this.vessels = blood.direct();
    this.measuredResponse = new double[frames];
    this.measuredSlope = new double[frames];
    this.vesselResponse = new double[frames];
    this.vesselSlope = new double[frames];
  }

  @Override
  public void evaluate(double[] p, double[] values, double[][] jacobian) {
    reference.response(p[THETA], measuredResponse, measuredSlope);
    blood.response(p[THETA], vesselResponse, vesselSlope);
    double rest = 1 - p[VBR];
    double share = (1 - p[VB]) / rest;
    for (int f = 0; f < values.length; f++) {
      double tissue = measured[f] - p[VBR] * vessels[f];
      double response = measuredResponse[f] - p[VBR] * vesselResponse[f];
      double sum = p[R1] * tissue + p[B] * response;
      double bloodSum = p[R1] * vessels[f] + p[B] * vesselResponse[f];
      values[f] = share * sum + p[VB] * vessels[f];
      jacobian[f][R1] = share * tissue;
      jacobian[f][B] = share * response;
      jacobian[f][THETA] = share * p[B] * (measuredSlope[f] - p[VBR] * vesselSlope[f]);
      jacobian[f][VB] = vessels[f] - sum / rest;
      jacobian[f][VBR] = share * (sum / rest - bloodSum);
    }
  }

  /** Writes the two tissue terms, that of R1 and that of b, for one rate and vBr. */
  void terms(double theta, double referenceVolume, double[] direct, double[] response) {
    reference.response(theta, measuredResponse, null);
    blood.response(theta, vesselResponse, null);
    double rest = 1 - referenceVolume;
    for (int f = 0; f < direct.length; f++) {
      direct[f] = (measured[f] - referenceVolume * vessels[f]) / rest;
      response[f] = (measuredResponse[f] - referenceVolume * vesselResponse[f]) / rest;
    }
  }

  /** Whole blood as the frames see it, not to be changed. */
  double[] vessels() {
    return vessels;
  }
}
