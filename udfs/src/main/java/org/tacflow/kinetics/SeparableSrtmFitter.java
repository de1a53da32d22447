package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.separable.ExponentialFit;
import org.tacflow.numerics.separable.SeparableProblem;
import org.tacflow.numerics.separable.SeparableSolver;
import org.tacflow.numerics.separable.Signs;

/**
 * Simplified reference tissue model at voxel speed: the global least-squares solution.
 *
 * <pre>
 * C = R1 Cr + (k2 − R1 k2a) e^(−k2a t) ⊗ Cr,   k2a = k2/(1 + BPND) in the range of rates
 * </pre>
 *
 * Both linear coefficients are free in sign: the second is negative when {@code R1 > 1 + BPND}. The
 * reference curve is straight lines through (0, 0) and the frames' middles. Estimates in the order
 * BPND R1 k2 k2prime ({@code k2/R1}); standard errors by the delta method, residual variance {@code
 * wrss/(n − 3)}. {@link Fit#boundsHit()}: k2 when k2a is on an end of its range, R1 on its bound. A
 * curve that is the reference curve times a number leaves k2 undefined: SINGULAR. For one thread;
 * {@link #twin()} makes another.
 *
 * <p>Source: Lammertsma & Hume 1996, doi:10.1006/nimg.1996.0066; Gunn et al. 1997,
 * doi:10.1006/nimg.1997.0303.
 */
public final class SeparableSrtmFitter implements SharedFitter {
  private static final int BPND = 0;
  private static final int R1 = 1;
  private static final int K2 = 2;
  private static final int K2_PRIME = 3;
  private static final int PARAMETERS = 3;
  // Below this share of the curve the second term is rounding.
  private static final double ROUNDING = 1e-10;

  private final SeparableScan scan;
  private final SeparableProblem problem;
  private final SeparableSettings settings;
  private final SeparableSolver solver;
  private final ExponentialFit exponential = new ExponentialFit();
  private final DeltaMethod delta = new DeltaMethod();

  private SeparableSrtmFitter(
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
                Signs.FREE,
                settings.curvature());
  }

  /** Compresses and tabulates what no curve of the scan changes. */
  public static SeparableSrtmFitter bind(
      FrameTiming timing, FrameWeights weights, ReferenceInput input, SeparableSettings settings) {
    SeparableScan scan = SeparableScan.of(timing, weights, input, settings, PARAMETERS);
    return new SeparableSrtmFitter(scan, scan.problem(SeparableScan.Extra.NONE), settings);
  }

  /** A fitter with the same tables and scratch memory of its own, for another thread. */
  @Override
  public SeparableSrtmFitter twin() {
    return new SeparableSrtmFitter(scan, problem, settings);
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
    double a = e.amplitude1();
    double ratio = e.column();
    double k2a = e.rate1();
    if (!(Math.abs(a) > ROUNDING * Math.abs(ratio) * k2a)) {
      return fit.fail(Status.SINGULAR, scan.framesUsed());
    }
    double k2 = a + ratio * k2a;
    double sigma = Math.sqrt(e.residualSum() / (scan.framesUsed() - PARAMETERS));
    double[] estimates = fit.estimates();
    estimates[BPND] = a / k2a + ratio - 1;
    estimates[R1] = ratio;
    estimates[K2] = k2;
    estimates[K2_PRIME] = k2 / ratio;
    if (!Double.isFinite(estimates[K2_PRIME])) {
      return fit.fail(Status.IMPLAUSIBLE, scan.framesUsed());
    }
    double[] errors = fit.standardErrors();
    errors[BPND] = delta.error(e, sigma, 1 / k2a, -a / (k2a * k2a), 0, 0, 1);
    errors[R1] = delta.error(e, sigma, 0, 0, 0, 0, 1);
    errors[K2] = delta.error(e, sigma, 1, ratio, 0, 0, k2a);
    errors[K2_PRIME] = delta.error(e, sigma, 1 / ratio, 1, 0, 0, -a / (ratio * ratio));
    long bits = e.fastAtUpper() || e.slowAtLower() ? 1L << K2 : 0;
    bits |= e.columnOnBox() ? 1L << R1 : 0;
    return fit.succeed(
        bits == 0 ? Status.CONVERGED : Status.AT_BOUND, e.residualSum(), scan.framesUsed(), bits);
  }
}
