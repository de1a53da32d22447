package org.tacflow.kinetics;

import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.separable.ExponentialFit;
import org.tacflow.numerics.separable.SeparableProblem;
import org.tacflow.numerics.separable.SeparableSolver;
import org.tacflow.numerics.separable.Signs;

/**
 * Two tissue compartments without release from the second (2TCM3k), at voxel speed.
 *
 * <pre>
 * C = (1 − vB) (φ₁ e^(−θt) ⊗ Cp + Ki ∫Cp) + vB Cb,   θ = k2 + k3 in the range of rates
 * K1 = φ₁ + Ki,   k2 = θ φ₁/K1,   k3 = θ Ki/K1
 * </pre>
 *
 * Estimates in the order Ki K1 k2 k3 VB VND. The uptake is a linear column, fitted free in sign;
 * where it comes out negative the optimum with Ki = 0 is taken (Ki and k3 named in {@link
 * Fit#boundsHit()}, without standard error). Other bits: k2 for θ on an end of its range, VB on its
 * bound. A curve without exponential has no VND: IMPLAUSIBLE. For one thread; {@link #twin()} makes
 * another. Source: Phelps et al. 1979, doi:10.1002/ana.410060502.
 */
public final class SeparableIrreversibleFitter implements SharedFitter {
  private static final int KI = 0;
  private static final int K1 = 1;
  private static final int K2 = 2;
  private static final int K3 = 3;
  private static final int VB = 4;
  private static final int VND = 5;

  private final SeparableScan scan;
  private final SeparableProblem with;
  private final SeparableProblem without;
  private final SeparableSettings settings;
  private final SeparableSolver withSolver;
  private final SeparableSolver withoutSolver;
  private final ExponentialFit exponential = new ExponentialFit();
  private final DeltaMethod delta = new DeltaMethod();

  private SeparableIrreversibleFitter(
      SeparableScan scan,
      SeparableProblem with,
      SeparableProblem without,
      SeparableSettings settings) {
    this.scan = scan;
    this.with = with;
    this.without = without;
    this.settings = settings;
    this.withSolver = with == null ? null : solver(with, settings);
    this.withoutSolver = without == null ? null : solver(without, settings);
  }

  private static SeparableSolver solver(SeparableProblem problem, SeparableSettings settings) {
    return SeparableSolver.of(
        problem,
        SeparableSolver.Order.ONE,
        settings.column(),
        Signs.NON_NEGATIVE,
        settings.curvature());
  }

  /** Compresses and tabulates what no curve of the scan changes. */
  public static SeparableIrreversibleFitter bind(
      FrameTiming timing, FrameWeights weights, ArterialInput input, SeparableSettings settings) {
    SeparableScan scan = SeparableScan.of(timing, weights, input, settings, parameters(settings));
    return new SeparableIrreversibleFitter(
        scan,
        scan.problem(SeparableScan.Extra.INTEGRAL),
        scan.problem(SeparableScan.Extra.NONE),
        settings);
  }

  /** A fitter with the same tables and scratch memory of its own, for another thread. */
  @Override
  public SeparableIrreversibleFitter twin() {
    return new SeparableIrreversibleFitter(scan, with, without, settings);
  }

  private static int parameters(SeparableSettings settings) {
    return settings.column().isFixed() ? 3 : 4;
  }

  @Override
  public Status fit(double[] tac, Fit fit) {
    Status refused = scan.refuse(tac);
    if (refused != null) {
      return fit.fail(refused, scan.framesUsed());
    }
    ExponentialFit e = exponential;
    boolean solved = withSolver.solve(tac, e);
    boolean reversible = solved && !(e.extra() > 0);
    if (reversible) {
      solved = withoutSolver.solve(tac, e);
    }
    if (!solved) {
      return fit.fail(Status.INVALID_CURVE, scan.framesUsed());
    }
    if (e.exponentials() == 0) {
      return fit.fail(reversible ? Status.NO_SIGNAL : Status.IMPLAUSIBLE, scan.framesUsed());
    }
    if (!(e.column() < 1)) {
      return fit.fail(Status.IMPLAUSIBLE, scan.framesUsed());
    }
    double sigma = Math.sqrt(e.residualSum() / (scan.framesUsed() - parameters(settings)));
    write(e, sigma, reversible, fit.estimates(), fit.standardErrors());
    long bits = reversible ? 1L << KI | 1L << K3 : 0;
    bits |= e.fastAtUpper() || e.slowAtLower() ? 1L << K2 : 0;
    bits |= e.columnOnBox() ? 1L << VB : 0;
    return fit.succeed(
        bits == 0 ? Status.CONVERGED : Status.AT_BOUND, e.residualSum(), scan.framesUsed(), bits);
  }

  private void write(
      ExponentialFit e, double sigma, boolean reversible, double[] estimates, double[] errors) {
    double tissue = 1 / (1 - e.column());
    double a = e.amplitude1();
    double trapped = reversible ? 0 : e.extra();
    double sum = a + trapped;
    double rate = e.rate1();
    double share = rate / (sum * sum);
    estimates[KI] = trapped * tissue;
    estimates[K1] = sum * tissue;
    estimates[K2] = rate * a / sum;
    estimates[K3] = rate * trapped / sum;
    estimates[VB] = e.column();
    estimates[VND] = estimates[K1] / estimates[K2];
    errors[KI] =
        reversible ? Double.NaN : delta.error(e, sigma, 0, 0, 0, 0, estimates[KI] * tissue, tissue);
    errors[K1] = delta.error(e, sigma, tissue, 0, 0, 0, estimates[K1] * tissue, tissue);
    errors[K2] = delta.error(e, sigma, share * trapped, a / sum, 0, 0, 0, -share * a);
    errors[K3] =
        reversible
            ? Double.NaN
            : delta.error(e, sigma, -share * trapped, trapped / sum, 0, 0, 0, share * a);
    errors[VB] = delta.error(e, sigma, 0, 0, 0, 0, 1);
    double vnd = estimates[VND];
    errors[VND] =
        delta.error(
            e, sigma, vnd * (2 / sum - 1 / a), -vnd / rate, 0, 0, vnd * tissue, 2 * vnd / sum);
  }
}
