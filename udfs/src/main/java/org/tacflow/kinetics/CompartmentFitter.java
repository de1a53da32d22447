package org.tacflow.kinetics;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.Halton;
import org.tacflow.numerics.LeastSquares;
import org.tacflow.numerics.LeastSquaresSolution;

/**
 * Fits compartment models by Levenberg-Marquardt from several starts: the audited reference path.
 *
 * <p>Weighted least squares over exponentials or over a box of rate constants, as {@link
 * CompartmentBounds} says. {@link Status#AT_BOUND} names the parameters: in a box of rates those on
 * their bounds; else k4 (k2 where there is no k4) for a rate on its least value, k2 for one on its
 * largest, k3 where one exponential suffices, VB for the blood volume.
 */
final class CompartmentFitter implements TacFitter, BoundedRefit {
  // Three come within 0.1 % of the residual sum of ten in nine noisy voxels of ten, or more.
  private static final int REFIT_STARTS = 3;

  private final Compartments form;
  private final CompartmentBounds bounds;
  private final CurveCheck check;
  private final StartGrid grid;
  private final LeastSquares problem;
  private final CompartmentReport report;
  private final int starts;

  private CompartmentFitter(
      Compartments form, ModelSettings settings, FrameWeights weights, ForwardScheme scheme) {
    this.form = form;
    this.bounds = CompartmentBounds.of(form, settings);
    this.check = CurveCheck.ofWeighted(weights, bounds.fitted() + 1);
    Bounds range = bounds.grid();
    this.grid =
        new StartGrid(
            form, scheme, weights.toArray(), range.lower(), range.upper(), settings.bloodVolume());
    CompartmentCurve curve = new CompartmentCurve(scheme);
    LeastSquares.Curve fitted = bounds.rates() ? new RateCurve(curve, scheme.frames()) : curve;
    this.problem = LeastSquares.of(fitted, weights.toArray(), bounds.lower(), bounds.upper());
    this.report = new CompartmentReport(form);
    this.starts = settings.starts();
  }

  /** Binds to one scan, whose input and frames the scheme holds. */
  static CompartmentFitter bind(
      Compartments form, ModelSettings settings, FrameWeights weights, ForwardScheme scheme) {
    return new CompartmentFitter(form, settings, weights, scheme);
  }

  @Override
  public Status fit(double[] tac, Fit fit) {
    Status refused = check.refuse(tac);
    if (refused != null) {
      return fit.fail(refused, check.used());
    }
    return write(solve(tac), fit);
  }

  @Override
  public Status refit(double[] tac, double[] start, Fit fit) {
    double[] rates = new double[RateMap.SIZE];
    List<Parameter> parameters = form.parameters();
    for (int p = 0; p < parameters.size(); p++) {
      if (form.isRate(parameters.get(p))) {
        rates[Compartments.rateIndex(parameters.get(p).name())] = start[p];
      }
    }
    double[] clamped = rates;
    if (!bounds.rates()) {
      clamped = new double[RateMap.SIZE];
      RateMap.toExponentials(rates, clamped, new double[RateMap.SIZE][RateMap.SIZE]);
    }
    // The optimum outside the box may lie in another valley than the one inside: the best starts of
    // the grid look there.
    List<double[]> points = new ArrayList<>(List.of(clamped));
    grid.starts(tac, REFIT_STARTS).forEach(best -> points.add(bounds.rates() ? toRates(best) : best));
    return write(problem.solve(tac, points.toArray(double[][]::new)), fit);
  }

  private static double[] toRates(double[] exponentials) {
    double[] rates = new double[RateMap.SIZE];
    RateMap.toRates(exponentials, rates, new double[RateMap.SIZE][RateMap.SIZE]);
    return rates;
  }

  private Status write(LeastSquaresSolution solution, Fit fit) {
    if (solution == null || !solution.converged()) {
      return fit.fail(Status.NOT_CONVERGED, check.used());
    }
    double[] x = solution.parameters();
    boolean uptake =
        bounds.rates()
            ? x[RateMap.K1] > 0
            : x[CompartmentCurve.PHI1] + x[CompartmentCurve.PHI2] > 0;
    if (!uptake) {
      return fit.fail(Status.NO_SIGNAL, check.used());
    }
    boolean finite =
        bounds.rates()
            ? report.ofRates(x, solution.covariance(), fit)
            : report.ofExponentials(x, solution.covariance(), fit);
    if (!finite) {
      return fit.fail(Status.IMPLAUSIBLE, check.used());
    }
    long hit = boundsHit(solution);
    Status status = hit == 0 ? Status.CONVERGED : Status.AT_BOUND;
    return fit.succeed(status, solution.weightedRss(), check.used(), hit);
  }

  /** The least squares alone, in the parameters of the bounds; null when every start fails. */
  LeastSquaresSolution solve(double[] tac) {
    return problem.solve(tac, startingPoints(tac));
  }

  /** Grid minima; in a box of rates, where the minima may lie outside, filled up inside the box. */
  private double[][] startingPoints(double[] tac) {
    List<double[]> found = grid.starts(tac, starts);
    if (!bounds.rates()) {
      return found.toArray(double[][]::new);
    }
    double[][] points = new double[found.size() + starts][];
    for (int s = 0; s < found.size(); s++) {
      points[s] = toRates(found.get(s));
    }
    double[][] spread = Halton.points(starts, bounds.lower(), bounds.upper());
    System.arraycopy(spread, 0, points, found.size(), starts);
    return points;
  }

  private long boundsHit(LeastSquaresSolution solution) {
    long hit = 0;
    for (int j = 0; j < CompartmentCurve.SIZE; j++) {
      boolean low = (solution.atLower() >> j & 1) == 1;
      boolean high = (solution.atUpper() >> j & 1) == 1;
      if (low || high) {
        hit |= 1L << form.indexOf(boundName(j, low));
      }
    }
    return hit;
  }

  private String boundName(int j, boolean low) {
    if (j == CompartmentCurve.VB) {
      return "VB";
    }
    if (j == CompartmentCurve.KB) {
      return "Kb";
    }
    if (bounds.rates()) {
      return "K1 k2 k3 k4".split(" ")[j];
    }
    if (j == CompartmentCurve.PHI2 || j == CompartmentCurve.PHI1) {
      return form.slowRateFitted() || j == CompartmentCurve.PHI2 ? "k3" : "k2";
    }
    return low && form.slowRateFitted() ? "k4" : "k2";
  }
}
