package org.tacflow.kinetics;

import java.util.Objects;
import java.util.function.Supplier;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.separable.ExponentialFit;
import org.tacflow.numerics.separable.SeparableProblem;
import org.tacflow.numerics.separable.SeparableSolver;

/**
 * Fits a model that separates into exponentials at voxel speed: the global least-squares solution.
 *
 * <p>What each model reports stands in its {@link ExponentialReport}; standard errors by the delta
 * method, residual variance {@code wrss/(n − p)}. A further linear column (uptake) is fitted free
 * in sign; where it comes out negative the optimum without it is taken, so that a local optimum
 * with positive uptake elsewhere is not looked for. For one thread; {@link #twin()} makes another.
 * Methods and sources in {@link org.tacflow.numerics.separable}.
 */
public final class SeparableFitter implements SharedFitter {
  private final SeparableForm form;
  private final SeparableScan scan;
  private final SeparableSettings settings;
  private final CurveCheck check;
  private final SeparableSolver solver;
  private final SeparableSolver withoutIntegral;
  private final ExponentialFit exponentials = new ExponentialFit();
  private final ExponentialReport report;
  private final RateBox box;
  private final Supplier<? extends BoundedRefit> makeRefit;
  private final BoundedRefit refit;

  private SeparableFitter(
      SeparableForm form,
      SeparableScan scan,
      SeparableSettings settings,
      RateBox box,
      Supplier<? extends BoundedRefit> makeRefit) {
    this.form = form;
    this.scan = scan;
    this.settings = settings;
    this.check = CurveCheck.ofWeighted(scan.weights(), form.parameters(settings) + 1);
    this.report = form.report(settings);
    this.solver = solver(scan.problem());
    this.withoutIntegral = form.hasIntegral() ? solver(scan.withoutIntegral()) : null;
    this.box = box;
    this.makeRefit = makeRefit;
    this.refit = makeRefit == null ? null : makeRefit.get();
  }

  private SeparableSolver solver(SeparableProblem problem) {
    return problem == null
        ? null
        : SeparableSolver.of(
            problem, form.order(), settings.column(), form.signs(), settings.curvature());
  }

  /** 1TCM: compresses and tabulates what no curve of the scan changes. */
  public static SeparableFitter oneTissue(
      FrameTiming timing, FrameWeights weights, ArterialInput input, SeparableSettings settings) {
    return of(SeparableForm.ONE_TISSUE, timing, weights, input, settings);
  }

  /** 2TCM, likewise. */
  public static SeparableFitter twoTissue(
      FrameTiming timing, FrameWeights weights, ArterialInput input, SeparableSettings settings) {
    return of(SeparableForm.TWO_TISSUE, timing, weights, input, settings);
  }

  /** 2TCM3k, likewise. */
  public static SeparableFitter irreversible(
      FrameTiming timing, FrameWeights weights, ArterialInput input, SeparableSettings settings) {
    return of(SeparableForm.IRREVERSIBLE, timing, weights, input, settings);
  }

  /** 2TCM1k, likewise. */
  public static SeparableFitter vascular(
      FrameTiming timing, FrameWeights weights, ArterialInput input, SeparableSettings settings) {
    return of(SeparableForm.VASCULAR, timing, weights, input, settings);
  }

  /** SRTM, likewise; the reference curve is straight lines through (0, 0) and mid-frame points. */
  public static SeparableFitter srtm(
      FrameTiming timing, FrameWeights weights, ReferenceInput input, SeparableSettings settings) {
    SeparableForm form = SeparableForm.REFERENCE;
    return new SeparableFitter(
        form, SeparableScan.of(timing, weights, input, form, settings), settings, null, null);
  }

  private static SeparableFitter of(
      SeparableForm form,
      FrameTiming timing,
      FrameWeights weights,
      ArterialInput input,
      SeparableSettings settings) {
    return new SeparableFitter(
        form, SeparableScan.of(timing, weights, input, form, settings), settings, null, null);
  }

  /** A fitter with the same tables and scratch memory of its own, for another thread. */
  @Override
  public SeparableFitter twin() {
    return new SeparableFitter(form, scan, settings, box, makeRefit);
  }

  /**
   * The same fitter that hands curves with estimates outside a box over to another fit.
   *
   * @param bounded makes that fit, once for every thread
   */
  SeparableFitter within(RateBox rateBox, Supplier<? extends BoundedRefit> bounded) {
    return new SeparableFitter(
        form,
        scan,
        settings,
        Objects.requireNonNull(rateBox, "rateBox"),
        Objects.requireNonNull(bounded, "bounded"));
  }

  @Override
  public Status fit(double[] tac, Fit fit) {
    Status refused = check.refuse(tac);
    if (refused != null) {
      return fit.fail(refused, check.used());
    }
    ExponentialFit e = exponentials;
    boolean solved = solver.solve(tac, e);
    if (solved && withoutIntegral != null && !(e.extra() > 0)) {
      solved = withoutIntegral.solve(tac, e);
    }
    if (!solved) {
      return fit.fail(Status.INVALID_CURVE, check.used());
    }
    double sigma = Math.sqrt(e.residualSum() / (check.used() - form.parameters(settings)));
    Status status = report.write(e, sigma, check.used(), fit);
    if (box != null && status.hasNumbers() && !box.holds(fit)) {
      return refit.refit(tac, box.clamp(fit.estimates()), fit);
    }
    return status;
  }
}
