package org.tacflow.kinetics;

import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.separable.ExponentialFit;
import org.tacflow.numerics.separable.SeparableProblem;
import org.tacflow.numerics.separable.SeparableSolver;
import org.tacflow.numerics.separable.Signs;

/**
 * Two tissue compartments and irreversible uptake by the vessel wall (2TCM1k), at voxel speed.
 *
 * <pre>
 * C = (1 − vB) (φ₁ e^(−θ₁t) + φ₂ e^(−θ₂t)) ⊗ Cp + vB Cb + vB Kb ∫Cp,   Kb ≥ 0
 * </pre>
 *
 * Estimates in the order VT K1 k2 k3 k4 Kb VB BPND VND. The uptake of the wall is a linear column:
 * it is fitted free in sign, and where it comes out negative the optimum without it is taken (a
 * local optimum with positive Kb elsewhere is then not looked for). Bounds and errors as in {@link
 * SeparableTwoTissueFitter}, Kb named in {@link Fit#boundsHit()} when it is 0. Without blood volume
 * Kb has no meaning: IMPLAUSIBLE. For one thread; {@link #twin()} makes another. Source: Rizzo et
 * al. 2014, doi:10.1038/jcbfm.2014.55.
 */
public final class SeparableVascularFitter implements SharedFitter {
  private static final int KB = 5;
  private static final int SHIFT = 1;

  private final SeparableScan scan;
  private final SeparableProblem with;
  private final SeparableProblem without;
  private final SeparableSettings settings;
  private final SeparableSolver withSolver;
  private final SeparableSolver withoutSolver;
  private final ExponentialFit exponentials = new ExponentialFit();
  private final TwoTissueWriter writer;
  private final DeltaMethod delta = new DeltaMethod();

  private SeparableVascularFitter(
      SeparableScan scan,
      SeparableProblem with,
      SeparableProblem without,
      SeparableSettings settings) {
    this.scan = scan;
    this.with = with;
    this.without = without;
    this.settings = settings;
    this.writer = new TwoTissueWriter(settings.rates().lower(), SHIFT);
    this.withSolver = with == null ? null : solver(with, settings);
    this.withoutSolver = without == null ? null : solver(without, settings);
  }

  private static SeparableSolver solver(SeparableProblem problem, SeparableSettings settings) {
    return SeparableSolver.of(
        problem,
        SeparableSolver.Order.TWO,
        settings.column(),
        Signs.NON_NEGATIVE,
        settings.curvature());
  }

  /** Compresses and tabulates what no curve of the scan changes. */
  public static SeparableVascularFitter bind(
      FrameTiming timing, FrameWeights weights, ArterialInput input, SeparableSettings settings) {
    SeparableScan scan = SeparableScan.of(timing, weights, input, settings, parameters(settings));
    return new SeparableVascularFitter(
        scan,
        scan.problem(SeparableScan.Extra.INTEGRAL),
        scan.problem(SeparableScan.Extra.NONE),
        settings);
  }

  /** A fitter with the same tables and scratch memory of its own, for another thread. */
  @Override
  public SeparableVascularFitter twin() {
    return new SeparableVascularFitter(scan, with, without, settings);
  }

  private static int parameters(SeparableSettings settings) {
    return settings.column().isFixed() ? 5 : 6;
  }

  @Override
  public Status fit(double[] tac, Fit fit) {
    Status refused = scan.refuse(tac);
    if (refused != null) {
      return fit.fail(refused, scan.framesUsed());
    }
    ExponentialFit e = exponentials;
    boolean solved = withSolver.solve(tac, e);
    boolean wallless = solved && !(e.extra() > 0);
    if (wallless) {
      solved = withoutSolver.solve(tac, e);
    }
    if (!solved) {
      return fit.fail(Status.INVALID_CURVE, scan.framesUsed());
    }
    if (e.exponentials() == 0) {
      return fit.fail(Status.NO_SIGNAL, scan.framesUsed());
    }
    double vb = e.column();
    if (!(vb < 1) || (!wallless && !(vb > 0))) {
      return fit.fail(Status.IMPLAUSIBLE, scan.framesUsed());
    }
    double sigma = Math.sqrt(e.residualSum() / (scan.framesUsed() - parameters(settings)));
    double[] estimates = fit.estimates();
    double[] errors = fit.standardErrors();
    writer.write(e, sigma, estimates, errors);
    estimates[KB] = wallless ? 0 : e.extra() / vb;
    errors[KB] =
        wallless ? Double.NaN : delta.error(e, sigma, 0, 0, 0, 0, -e.extra() / (vb * vb), 1 / vb);
    long bits = wallless ? 1L << KB : 0;
    bits |= e.fastAtUpper() ? 1L << TwoTissueWriter.K2 : 0;
    bits |= e.slowAtLower() ? 1L << TwoTissueWriter.K4 : 0;
    bits |= e.columnOnBox() ? 1L << TwoTissueWriter.VB + SHIFT : 0;
    bits |= e.exponentials() == 1 ? 1L << TwoTissueWriter.K3 | 1L << TwoTissueWriter.K4 : 0;
    return fit.succeed(
        bits == 0 ? Status.CONVERGED : Status.AT_BOUND, e.residualSum(), scan.framesUsed(), bits);
  }
}
