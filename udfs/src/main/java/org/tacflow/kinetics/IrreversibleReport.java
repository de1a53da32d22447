package org.tacflow.kinetics;

import org.tacflow.numerics.separable.ExponentialFit;

/**
 * Two tissue compartments without release from the second: Ki K1 k2 k3 VB VND.
 *
 * <pre>
 * C = (1 − vB) (φ₁ e^(−θt) ⊗ Cp + Ki ∫Cp) + vB Cb,   θ = k2 + k3 in the range of rates
 * K1 = φ₁ + Ki,   k2 = θ φ₁/K1,   k3 = θ Ki/K1
 * </pre>
 *
 * {@link Fit#boundsHit()}: Ki and k3 where the uptake is 0 (without standard error), k2 for θ on an
 * end of its range, VB on its bound. A curve without exponential has no VND: IMPLAUSIBLE. Source:
 * Phelps et al. 1979, doi:10.1002/ana.410060502.
 */
final class IrreversibleReport implements ExponentialReport {
  private static final int KI = 0;
  private static final int K1 = 1;
  private static final int K2 = 2;
  private static final int K3 = 3;
  private static final int VB = 4;
  private static final int VND = 5;

  @Override
  public Status write(ExponentialFit e, double sigma, int framesUsed, Fit fit) {
    boolean trapping = e.extra() > 0;
    if (e.exponentials() == 0) {
      return fit.fail(trapping ? Status.IMPLAUSIBLE : Status.NO_SIGNAL, framesUsed);
    }
    if (!(e.column() < 1)) {
      return fit.fail(Status.IMPLAUSIBLE, framesUsed);
    }
    double tissue = 1 / (1 - e.column());
    double a = e.amplitude1();
    double trapped = trapping ? e.extra() : 0;
    double sum = a + trapped;
    double rate = e.rate1();
    double share = rate / (sum * sum);
    double[] estimates = fit.estimates();
    double[] errors = fit.standardErrors();
    estimates[KI] = trapped * tissue;
    estimates[K1] = sum * tissue;
    estimates[K2] = rate * a / sum;
    estimates[K3] = rate * trapped / sum;
    estimates[VB] = e.column();
    double vnd = estimates[K1] / estimates[K2];
    estimates[VND] = vnd;
    double byBlood = estimates[K1] * tissue;
    errors[K1] = DeltaMethod.error(e, sigma, tissue, 0, 0, 0, byBlood, trapping ? tissue : 0);
    errors[K2] =
        DeltaMethod.error(e, sigma, share * trapped, a / sum, 0, 0, 0, trapping ? -share * a : 0);
    errors[VB] = DeltaMethod.error(e, sigma, 0, 0, 0, 0, 1);
    double byTrapped = trapping ? 2 * vnd / sum : 0;
    errors[VND] =
        DeltaMethod.error(
            e, sigma, vnd * (2 / sum - 1 / a), -vnd / rate, 0, 0, vnd * tissue, byTrapped);
    errors[KI] = Double.NaN;
    errors[K3] = Double.NaN;
    if (trapping) {
      errors[KI] = DeltaMethod.error(e, sigma, 0, 0, 0, 0, estimates[KI] * tissue, tissue);
      errors[K3] = DeltaMethod.error(e, sigma, -share * trapped, trapped / sum, 0, 0, 0, share * a);
    }
    long bounds = trapping ? 0 : 1L << KI | 1L << K3;
    bounds |= e.fastAtUpper() || e.slowAtLower() ? 1L << K2 : 0;
    bounds |= e.columnOnBox() ? 1L << VB : 0;
    return ExponentialReport.succeed(e, framesUsed, bounds, fit);
  }
}
