package org.tacflow.kinetics;

import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.separable.ExponentialFit;
import org.tacflow.numerics.separable.SeparableProblem;
import org.tacflow.numerics.separable.SeparableSolver;
import org.tacflow.numerics.separable.Signs;

/**
 * One tissue compartment at voxel speed: the global least-squares solution.
 *
 * <pre>
 * C = (1 − vB) K1 e^(−k2 t) ⊗ Cp + vB Cb,   K1 ≥ 0,   k2 in the range of rates
 * </pre>
 *
 * Estimates in the order VT K1 k2 VB; standard errors by the delta method, residual variance {@code
 * wrss/(n − p)}. {@link Fit#boundsHit()}: k2 on either end of the range, VB on its bound. For one
 * thread; {@link #twin()} makes another. Source: Koeppe et al. 1991, doi:10.1038/jcbfm.1991.130.
 */
public final class SeparableOneTissueFitter implements SharedFitter {
  private static final int VT = 0;
  private static final int K1 = 1;
  private static final int K2 = 2;
  private static final int VB = 3;

  private final SeparableScan scan;
  private final SeparableProblem problem;
  private final SeparableSettings settings;
  private final SeparableSolver solver;
  private final ExponentialFit exponential = new ExponentialFit();
  private final DeltaMethod delta = new DeltaMethod();

  private SeparableOneTissueFitter(
      SeparableScan scan, SeparableProblem problem, SeparableSettings settings) {
    this.scan = scan;
    this.problem = problem;
    this.settings = settings;
    this.solver =
        problem == null
            ? null
            : SeparableSolver.of(
                problem,
                SeparableSolver.Order.ONE,
                settings.column(),
                Signs.NON_NEGATIVE,
                settings.curvature());
  }

  /** Compresses and tabulates what no curve of the scan changes. */
  public static SeparableOneTissueFitter bind(
      FrameTiming timing, FrameWeights weights, ArterialInput input, SeparableSettings settings) {
    int parameters = settings.column().isFixed() ? 2 : 3;
    SeparableScan scan = SeparableScan.of(timing, weights, input, settings, parameters);
    return new SeparableOneTissueFitter(scan, scan.problem(SeparableScan.Extra.NONE), settings);
  }

  /** A fitter with the same tables and scratch memory of its own, for another thread. */
  @Override
  public SeparableOneTissueFitter twin() {
    return new SeparableOneTissueFitter(scan, problem, settings);
  }

  @Override
  public Status fit(double[] tac, Fit fit) {
    Status refused = scan.refuse(tac);
    if (refused != null) {
      return fit.fail(refused, scan.framesUsed());
    }
    if (!solver.solve(tac, exponential)) {
      return fit.fail(Status.INVALID_CURVE, scan.framesUsed());
    }
    ExponentialFit e = exponential;
    if (e.exponentials() == 0) {
      return fit.fail(Status.NO_SIGNAL, scan.framesUsed());
    }
    if (!(e.column() < 1)) {
      return fit.fail(Status.IMPLAUSIBLE, scan.framesUsed());
    }
    int parameters = settings.column().isFixed() ? 2 : 3;
    double sigma = Math.sqrt(e.residualSum() / (scan.framesUsed() - parameters));
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
    errors[VT] = delta.error(e, sigma, tissue / k2, -vt / k2, 0, 0, vt * tissue);
    errors[K1] = delta.error(e, sigma, tissue, 0, 0, 0, uptake * tissue);
    errors[K2] = delta.error(e, sigma, 0, 1, 0, 0, 0);
    errors[VB] = delta.error(e, sigma, 0, 0, 0, 0, 1);
    long bits = e.fastAtUpper() || e.slowAtLower() ? 1L << K2 : 0;
    bits |= e.columnOnBox() ? 1L << VB : 0;
    return fit.succeed(
        bits == 0 ? Status.CONVERGED : Status.AT_BOUND, e.residualSum(), scan.framesUsed(), bits);
  }
}
