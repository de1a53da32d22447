package org.tacflow.kinetics;

import org.tacflow.numerics.separable.ExponentialFit;

/**
 * Simplified reference tissue model from one exponential: BPND R1 k2 k2prime.
 *
 * <pre>
 * C = R1 Cr + (k2 − R1 k2a) e^(−k2a t) ⊗ Cr,   k2a = k2/(1 + BPND) in the range of rates
 * </pre>
 *
 * Both linear coefficients are free in sign: the second is negative when {@code R1 > 1 + BPND}.
 * {@link Fit#boundsHit()}: k2 when k2a is on an end of its range, R1 on its bound. A curve that is
 * the reference curve times a number leaves k2 undefined: SINGULAR. R1 or k2 not above 0:
 * IMPLAUSIBLE. Sources: Lammertsma and Hume 1996, doi:10.1006/nimg.1996.0066; Gunn et al. 1997,
 * doi:10.1006/nimg.1997.0303.
 */
final class SrtmReport implements ExponentialReport {
  private static final int BPND = 0;
  private static final int R1 = 1;
  private static final int K2 = 2;
  private static final int K2_PRIME = 3;
  // Below this share of the curve the second term is rounding.
  private static final double ROUNDING = 1e-10;

  @Override
  public Status write(ExponentialFit e, double sigma, int framesUsed, Fit fit) {
    double a = e.amplitude1();
    double ratio = e.column();
    double k2a = e.rate1();
    if (!(Math.abs(a) > ROUNDING * Math.abs(ratio) * k2a)) {
      return fit.fail(Status.SINGULAR, framesUsed);
    }
    double k2 = a + ratio * k2a;
    if (!(ratio > 0) || !(k2 > 0) || !Double.isFinite(k2 / ratio)) {
      return fit.fail(Status.IMPLAUSIBLE, framesUsed);
    }
    double[] estimates = fit.estimates();
    estimates[BPND] = a / k2a + ratio - 1;
    estimates[R1] = ratio;
    estimates[K2] = k2;
    estimates[K2_PRIME] = k2 / ratio;
    double[] errors = fit.standardErrors();
    errors[BPND] = DeltaMethod.error(e, sigma, 1 / k2a, -a / (k2a * k2a), 0, 0, 1);
    errors[R1] = DeltaMethod.error(e, sigma, 0, 0, 0, 0, 1);
    errors[K2] = DeltaMethod.error(e, sigma, 1, ratio, 0, 0, k2a);
    errors[K2_PRIME] = DeltaMethod.error(e, sigma, 1 / ratio, 1, 0, 0, -a / (ratio * ratio));
    long bounds = e.fastAtUpper() || e.slowAtLower() ? 1L << K2 : 0;
    bounds |= e.columnOnBox() ? 1L << R1 : 0;
    return ExponentialReport.succeed(e, framesUsed, bounds, fit);
  }
}
