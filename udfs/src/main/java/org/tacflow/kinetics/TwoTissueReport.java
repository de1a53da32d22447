package org.tacflow.kinetics;

import org.tacflow.numerics.separable.ExponentialFit;

/**
 * Two tissue compartments, with or without uptake by the vessel wall: VT K1 k2 k3 k4 [Kb] VB BPND
 * VND.
 *
 * <pre>
 * C = (1 − vB) (φ₁ e^(−θ₁t) + φ₂ e^(−θ₂t)) ⊗ Cp + vB Cb [+ vB Kb ∫Cp],   φ, Kb ≥ 0
 * </pre>
 *
 * The map from exponentials stands in {@link TwoTissueRates}. A curve that one exponential
 * describes has {@code k3 = 0}, {@code k4} at the lower end of the range, no standard error of k3,
 * k4 and BPND, and status AT_BOUND. {@link Fit#boundsHit()}: k2 when θ₁ is at the upper end, k4
 * when θ₂ is at the lower, k3 and k4 when one exponential is left, VB on its bound, Kb where it is
 * 0; what lies on a bound counts as fixed in the errors of the others. Kb is infinite where the
 * wall takes up tracer and there is no blood volume. Sources: Gunn et al. 2001,
 * doi:10.1097/00004647-200106000-00002; Rizzo et al. 2014, doi:10.1038/jcbfm.2014.55.
 */
final class TwoTissueReport implements ExponentialReport {
  private static final int KB = 5;

  private final boolean wall;
  private final int shift;
  private final TwoTissueWriter writer;

  private TwoTissueReport(double slowest, boolean wall) {
    this.wall = wall;
    this.shift = wall ? 1 : 0;
    this.writer = new TwoTissueWriter(slowest, shift);
  }

  /** 2TCM, with the lower end of the rates. */
  static TwoTissueReport plain(double slowest) {
    return new TwoTissueReport(slowest, false);
  }

  /** 2TCM1k, with the lower end of the rates. */
  static TwoTissueReport withWall(double slowest) {
    return new TwoTissueReport(slowest, true);
  }

  @Override
  public Status write(ExponentialFit e, double sigma, int framesUsed, Fit fit) {
    if (e.exponentials() == 0) {
      return fit.fail(Status.NO_SIGNAL, framesUsed);
    }
    if (!(e.column() < 1)) {
      return fit.fail(Status.IMPLAUSIBLE, framesUsed);
    }
    writer.write(e, sigma, fit.estimates(), fit.standardErrors());
    long bounds = wall ? writeWall(e, sigma, fit) : 0;
    bounds |= e.fastAtUpper() ? 1L << TwoTissueWriter.K2 : 0;
    bounds |= e.slowAtLower() ? 1L << TwoTissueWriter.K4 : 0;
    bounds |= e.columnOnBox() ? 1L << TwoTissueWriter.VB + shift : 0;
    bounds |= e.exponentials() == 1 ? 1L << TwoTissueWriter.K3 | 1L << TwoTissueWriter.K4 : 0;
    return ExponentialReport.succeed(e, framesUsed, bounds, fit);
  }

  private long writeWall(ExponentialFit e, double sigma, Fit fit) {
    if (!(e.extra() > 0)) {
      fit.estimates()[KB] = 0;
      fit.standardErrors()[KB] = Double.NaN;
      return 1L << KB;
    }
    double vb = e.column();
    fit.estimates()[KB] = e.extra() / vb;
    fit.standardErrors()[KB] =
        DeltaMethod.error(e, sigma, 0, 0, 0, 0, -e.extra() / (vb * vb), 1 / vb);
    return 0;
  }
}
