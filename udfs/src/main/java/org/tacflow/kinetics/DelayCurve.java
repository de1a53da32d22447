package org.tacflow.kinetics;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.tacflow.numerics.LeastSquares;

/**
 * A compartment curve whose input is delayed: the delay in min is one more parameter, the last.
 *
 * <p>The derivative in the delay is a central difference, the others are exact.
 */
final class DelayCurve implements LeastSquares.Curve {
  static final int DELAY = CompartmentCurve.SIZE;

  // Much shorter than any sample or frame, much longer than the noise of doubles.
  private static final double STEP_MINUTES = 1e-4;

  private final DoubleFunction<ForwardScheme> schemes;
  private final boolean rates;
  private final double[] later;
  private final double[] earlier;
  private final double[][] unused;

  /**
   * Over one scan.
   *
   * @param schemes the forward scheme for a delay in min
   * @param rates whether the other parameters are rates instead of exponentials
   */
  DelayCurve(DoubleFunction<ForwardScheme> schemes, boolean rates, int frames) {
    this.schemes = schemes;
    this.rates = rates;
    this.later = new double[frames];
    this.earlier = new double[frames];
    this.unused = new double[frames][DELAY];
  }

  /** The parameters of a compartment curve with a delay behind them. */
  static double[] with(double[] parameters, double delay) {
    double[] longer = Arrays.copyOf(parameters, DELAY + 1);
    longer[DELAY] = delay;
    return longer;
  }

  @Override
  public void evaluate(double[] p, double[] values, double[][] jacobian) {
    curve(p[DELAY] + STEP_MINUTES).evaluate(p, later, unused);
    curve(p[DELAY] - STEP_MINUTES).evaluate(p, earlier, unused);
    curve(p[DELAY]).evaluate(p, values, jacobian);
    for (int f = 0; f < values.length; f++) {
      jacobian[f][DELAY] = (later[f] - earlier[f]) / (2 * STEP_MINUTES);
    }
  }

  private LeastSquares.Curve curve(double delay) {
    return at(schemes.apply(delay), rates, later.length);
  }

  /** The compartment curve of one forward scheme, over rates or exponentials. */
  static LeastSquares.Curve at(ForwardScheme scheme, boolean rates, int frames) {
    CompartmentCurve curve = new CompartmentCurve(scheme);
    return rates ? new RateCurve(curve, frames) : curve;
  }
}
