package org.tacflow.kinetics;

import java.util.Objects;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.separable.ExponentialFit;
import org.tacflow.numerics.separable.SeparableProblem;
import org.tacflow.numerics.separable.SeparableSolver;
import org.tacflow.numerics.separable.Signs;

/**
 * Two tissue compartments at voxel speed: the global least-squares solution by its exponentials.
 *
 * <pre>
 * C = (1 − vB) (φ₁ e^(−θ₁t) + φ₂ e^(−θ₂t)) ⊗ Cp + vB Cb,   φ ≥ 0,   θ₂ ≤ θ₁ in the range
 * </pre>
 *
 * Estimates in the order VT K1 k2 k3 k4 VB BPND VND; the map from exponentials stands in {@link
 * TwoTissueRates}. A curve that one exponential describes has {@code k3 = 0}, {@code k4} at the
 * lower end of the range, no standard error of k3, k4 and BPND, and status AT_BOUND. {@link
 * Fit#boundsHit()}: k2 when θ₁ is at the upper end, k4 when θ₂ is at the lower, k3 and k4 when one
 * exponential is left, VB on its bound. Standard errors by the delta method, residual variance
 * {@code wrss/(n − p)}; they hold what lies on a bound fixed. For one thread; {@link #twin()} makes
 * another.
 *
 * <p>Source: Gunn et al. 2001, doi:10.1097/00004647-200106000-00002; methods in {@link
 * org.tacflow.numerics.separable}.
 */
public final class SeparableTwoTissueFitter implements SharedFitter {
  private static final int K2 = TwoTissueWriter.K2;
  private static final int K3 = TwoTissueWriter.K3;
  private static final int K4 = TwoTissueWriter.K4;
  private static final int VB = TwoTissueWriter.VB;

  private final SeparableScan scan;
  private final SeparableProblem problem;
  private final SeparableSettings settings;
  private final SeparableSolver solver;
  private final ExponentialFit exponentials = new ExponentialFit();
  private final TwoTissueWriter writer;
  private final RateBox box;
  private final BoundedRefit refit;

  private SeparableTwoTissueFitter(
      SeparableScan scan,
      SeparableProblem problem,
      SeparableSettings settings,
      RateBox box,
      BoundedRefit refit) {
    this.scan = scan;
    this.problem = problem;
    this.settings = settings;
    this.box = box;
    this.refit = refit;
    this.writer = new TwoTissueWriter(settings.rates().lower(), 0);
    this.solver =
        problem == null
            ? null
            : SeparableSolver.of(
                problem,
                SeparableSolver.Order.TWO,
                settings.column(),
                Signs.NON_NEGATIVE,
                settings.curvature());
  }

  /** Compresses and tabulates what no curve of the scan changes. */
  public static SeparableTwoTissueFitter bind(
      FrameTiming timing, FrameWeights weights, ArterialInput input, SeparableSettings settings) {
    int parameters = settings.column().isFixed() ? 4 : 5;
    SeparableScan scan = SeparableScan.of(timing, weights, input, settings, parameters);
    return new SeparableTwoTissueFitter(
        scan, scan.problem(SeparableScan.Extra.NONE), settings, null, null);
  }

  /** A fitter with the same tables and scratch memory of its own, for another thread. */
  @Override
  public SeparableTwoTissueFitter twin() {
    return new SeparableTwoTissueFitter(scan, problem, settings, box, refit);
  }

  /** The same fitter that hands curves with estimates outside a box over to another fit. */
  public SeparableTwoTissueFitter within(RateBox rateBox, BoundedRefit bounded) {
    return new SeparableTwoTissueFitter(
        scan,
        problem,
        settings,
        Objects.requireNonNull(rateBox, "rateBox"),
        Objects.requireNonNull(bounded, "bounded"));
  }

  @Override
  public Status fit(double[] tac, Fit fit) {
    Status refused = scan.refuse(tac);
    if (refused != null) {
      return fit.fail(refused, scan.framesUsed());
    }
    if (!solver.solve(tac, exponentials)) {
      return fit.fail(Status.INVALID_CURVE, scan.framesUsed());
    }
    if (exponentials.exponentials() == 0) {
      return fit.fail(Status.NO_SIGNAL, scan.framesUsed());
    }
    if (!(exponentials.column() < 1)) {
      return fit.fail(Status.IMPLAUSIBLE, scan.framesUsed());
    }
    int parameters = settings.column().isFixed() ? 4 : 5;
    double sigma = Math.sqrt(exponentials.residualSum() / (scan.framesUsed() - parameters));
    writer.write(exponentials, sigma, fit.estimates(), fit.standardErrors());
    if (box != null && !box.holds(fit.estimates())) {
      return refit.refit(tac, box.clamp(fit.estimates()), fit);
    }
    long bounds = boundsHit();
    return fit.succeed(
        bounds == 0 ? Status.CONVERGED : Status.AT_BOUND,
        exponentials.residualSum(),
        scan.framesUsed(),
        bounds);
  }

  private long boundsHit() {
    long bits = 0;
    if (exponentials.fastAtUpper()) {
      bits |= 1L << K2;
    }
    if (exponentials.slowAtLower()) {
      bits |= 1L << K4;
    }
    if (exponentials.columnOnBox()) {
      bits |= 1L << VB;
    }
    if (exponentials.exponentials() == 1) {
      bits |= 1L << K3 | 1L << K4;
    }
    return bits;
  }
}
