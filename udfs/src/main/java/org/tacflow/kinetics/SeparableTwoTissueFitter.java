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
  private static final int VT = 0;
  private static final int K1 = 1;
  private static final int K2 = 2;
  private static final int K3 = 3;
  private static final int K4 = 4;
  private static final int VB = 5;
  private static final int BPND = 6;
  private static final int VND = 7;

  private final SeparableScan scan;
  private final SeparableProblem problem;
  private final SeparableSettings settings;
  private final SeparableSolver solver;
  private final ExponentialFit exponentials = new ExponentialFit();
  private final DeltaMethod delta = new DeltaMethod();
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
    if (exponentials.exponentials() == 2) {
      writePair(sigma, fit.estimates(), fit.standardErrors());
    } else {
      writeSingle(sigma, fit.estimates(), fit.standardErrors());
    }
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

  private void writePair(double sigma, double[] estimates, double[] errors) {
    ExponentialFit e = exponentials;
    double a1 = e.amplitude1();
    double a2 = e.amplitude2();
    double t1 = e.rate1();
    double t2 = e.rate2();
    double tissue = 1 / (1 - e.column());
    double sum = a1 + a2;
    double uptake = sum * tissue;
    double k2 = (a1 * t1 + a2 * t2) / sum;
    double k4 = t1 * t2 / k2;
    double spread = t1 - t2;
    // (θ₁ − k2)(k2 − θ₂)/k2 without cancellation.
    double k3 = a1 * a2 * spread * spread / (sum * sum * k2);
    double vt = (a1 / t1 + a2 / t2) * tissue;
    double vnd = uptake / k2;
    double bound = 1 + k3 / k4;
    estimates[VT] = vt;
    estimates[K1] = uptake;
    estimates[K2] = k2;
    estimates[K3] = k3;
    estimates[K4] = k4;
    estimates[VB] = e.column();
    estimates[BPND] = k3 / k4;
    estimates[VND] = vnd;

    double k2a1 = (t1 - k2) / sum;
    double k2t1 = a1 / sum;
    double k2a2 = (t2 - k2) / sum;
    double k2t2 = a2 / sum;
    double ratio = k4 / k2;
    double k4a1 = -ratio * k2a1;
    double k4t1 = k4 / t1 - ratio * k2t1;
    double k4a2 = -ratio * k2a2;
    double k4t2 = k4 / t2 - ratio * k2t2;
    double vta1 = tissue / t1;
    double vtt1 = -a1 * tissue / (t1 * t1);
    double vta2 = tissue / t2;
    double vtt2 = -a2 * tissue / (t2 * t2);
    double vtb = vt * tissue;
    double turn = vnd / k2;
    double vnda1 = tissue / k2 - turn * k2a1;
    double vndt1 = -turn * k2t1;
    double vnda2 = tissue / k2 - turn * k2a2;
    double vndt2 = -turn * k2t2;
    errors[VT] = delta.error(e, sigma, vta1, vtt1, vta2, vtt2, vtb);
    errors[K1] = delta.error(e, sigma, tissue, 0, tissue, 0, uptake * tissue);
    errors[K2] = delta.error(e, sigma, k2a1, k2t1, k2a2, k2t2, 0);
    errors[K3] =
        delta.error(e, sigma, -k2a1 - k4a1, 1 - k2t1 - k4t1, -k2a2 - k4a2, 1 - k2t2 - k4t2, 0);
    errors[K4] = delta.error(e, sigma, k4a1, k4t1, k4a2, k4t2, 0);
    errors[VB] = delta.error(e, sigma, 0, 0, 0, 0, 1);
    errors[BPND] =
        delta.error(
            e,
            sigma,
            (vta1 - bound * vnda1) / vnd,
            (vtt1 - bound * vndt1) / vnd,
            (vta2 - bound * vnda2) / vnd,
            (vtt2 - bound * vndt2) / vnd,
            0);
    errors[VND] = delta.error(e, sigma, vnda1, vndt1, vnda2, vndt2, vnd * tissue);
  }

  private void writeSingle(double sigma, double[] estimates, double[] errors) {
    ExponentialFit e = exponentials;
    double tissue = 1 / (1 - e.column());
    double uptake = e.amplitude1() * tissue;
    double k2 = e.rate1();
    double vt = uptake / k2;
    estimates[VT] = vt;
    estimates[K1] = uptake;
    estimates[K2] = k2;
    estimates[K3] = 0;
    estimates[K4] = settings.rates().lower();
    estimates[VB] = e.column();
    estimates[BPND] = 0;
    estimates[VND] = vt;
    errors[VT] = delta.error(e, sigma, tissue / k2, -vt / k2, 0, 0, vt * tissue);
    errors[K1] = delta.error(e, sigma, tissue, 0, 0, 0, uptake * tissue);
    errors[K2] = delta.error(e, sigma, 0, 1, 0, 0, 0);
    errors[K3] = Double.NaN;
    errors[K4] = Double.NaN;
    errors[VB] = delta.error(e, sigma, 0, 0, 0, 0, 1);
    errors[BPND] = Double.NaN;
    errors[VND] = errors[VT];
  }
}
