package org.tacflow.kinetics;

import org.tacflow.numerics.separable.ExponentialFit;

/**
 * One tissue compartment from one exponential: VT K1 k2 VB.
 *
 * <pre>
 * C = (1 − vB) K1 e^(−k2 t) ⊗ Cp + vB Cb,   K1 ≥ 0,   k2 in the range of rates
 * </pre>
 *
 * {@link Fit#boundsHit()}: k2 on either end of the range, VB on its bound. Source: Koeppe et al.
 * 1991, doi:10.1038/jcbfm.1991.130.
 */
final class OneTissueReport implements ExponentialReport {
  private static final int VT = 0;
  private static final int K1 = 1;
  private static final int K2 = 2;
  private static final int VB = 3;

  @Override
  public Status write(ExponentialFit e, double sigma, int framesUsed, Fit fit) {
    if (e.exponentials() == 0) {
      return fit.fail(Status.NO_SIGNAL, framesUsed);
    }
    if (!(e.column() < 1)) {
      return fit.fail(Status.IMPLAUSIBLE, framesUsed);
    }
    double tissue = 1 / (1 - e.column());
    double uptake = e.amplitude1() * tissue;
    double k2 = e.rate1();
    double vt = uptake / k2;
    double[] estimates = fit.estimates();
    estimates[VT] = vt;
    estimates[K1] = uptake;
    estimates[K2] = k2;
    estimates[VB] = e.column();
    double[] errors = fit.standardErrors();
    errors[VT] = DeltaMethod.error(e, sigma, tissue / k2, -vt / k2, 0, 0, vt * tissue);
    errors[K1] = DeltaMethod.error(e, sigma, tissue, 0, 0, 0, uptake * tissue);
    errors[K2] = DeltaMethod.error(e, sigma, 0, 1, 0, 0, 0);
    errors[VB] = DeltaMethod.error(e, sigma, 0, 0, 0, 0, 1);
    long bounds = e.fastAtUpper() || e.slowAtLower() ? 1L << K2 : 0;
    bounds |= e.columnOnBox() ? 1L << VB : 0;
    return ExponentialReport.succeed(e, framesUsed, bounds, fit);
  }
}
