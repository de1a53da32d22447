package org.tacflow.kinetics;

import org.tacflow.numerics.LeastSquares;

/**
 * The curve of the simplified reference tissue model, with its derivatives.
 *
 * <pre>
 * C = R1 Cr + b B(θ),   θ = k2a = k2/(1 + BPND),   b = k2 − R1 θ
 * </pre>
 *
 * where {@code B(θ)} is the response of the reference curve to {@code e^(−θt)}. Parameters either
 * R1, b, θ or R1, k2, BPND.
 */
final class SrtmCurve implements LeastSquares.Curve {
  static final int R1 = 0;
  static final int B = 1;
  static final int THETA = 2;
  static final int K2 = 1;
  static final int BPND = 2;
  static final int SIZE = 3;

  private final ForwardScheme scheme;
  private final boolean binding;
  private final double[] reference;
  private final double[] response;
  private final double[] slope;

  /**
   * Over one scheme.
   *
   * @param binding whether the parameters are R1, k2, BPND instead of R1, b, θ
   */
  private SrtmCurve(ForwardScheme scheme, boolean binding) {
    this.scheme = scheme;
    this.binding = binding;
    this.reference = scheme.direct();
    this.response = new double[scheme.frames()];
    this.slope = new double[scheme.frames()];
  }

  /** With parameters R1, b, θ. */
  static SrtmCurve ofExponential(ForwardScheme scheme) {
    return new SrtmCurve(scheme, false);
  }

  /** With parameters R1, k2, BPND. */
  static SrtmCurve ofBinding(ForwardScheme scheme) {
    return new SrtmCurve(scheme, true);
  }

  @Override
  public void evaluate(double[] p, double[] values, double[][] jacobian) {
    double ratio = p[R1];
    double theta = binding ? p[K2] / (1 + p[BPND]) : p[THETA];
    double b = binding ? p[K2] - ratio * theta : p[B];
    scheme.response(theta, response, slope);
    for (int f = 0; f < values.length; f++) {
      values[f] = ratio * reference[f] + b * response[f];
      if (binding) {
        double byTheta = b * slope[f] - ratio * response[f];
        jacobian[f][R1] = reference[f] - theta * response[f];
        jacobian[f][K2] = response[f] + byTheta / (1 + p[BPND]);
        jacobian[f][BPND] = -byTheta * theta / (1 + p[BPND]);
      } else {
        jacobian[f][R1] = reference[f];
        jacobian[f][B] = response[f];
        jacobian[f][THETA] = b * slope[f];
      }
    }
  }
}
