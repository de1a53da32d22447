package org.tacflow.kinetics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.BoxLeastSquares;
import org.tacflow.numerics.Covariance;
import org.tacflow.numerics.LeastSquares;
import org.tacflow.numerics.LeastSquaresSolution;

/**
 * Fits the simplified reference tissue model by Levenberg-Marquardt: the audited reference path.
 *
 * <p>Starts at the minima of a grid over θ, where R1 and b are solved exactly and free in sign.
 */
final class SrtmFitter implements TacFitter, BoundedRefit {
  static final List<Parameter> PARAMETERS =
      List.of(Estimates.BPND, Estimates.R1, Estimates.K2, Estimates.K2_PRIME);

  private static final int NODES = 40;
  // A scan of an hour cannot see a half-life of more than an hour; without the lower end, a target
  // like the reference, whose k2a is undetermined, reports a huge BPND.
  static final Bounds THETA = new Bounds(0.01, 1);

  private static final Map<String, Bounds> BOX =
      Map.of("R1", new Bounds(0, 10), "k2", new Bounds(0, 2), "BPND", new Bounds(-0.9, 50));

  private final boolean binding;
  private final int starts;
  private final double[] weights;
  private final CurveCheck check;
  private final LeastSquares problem;
  private final double[] theta = new double[NODES];
  private final double[][] responses;
  private final double[] reference;
  private final BoxLeastSquares inner;
  private final double[] gradient = new double[SrtmCurve.SIZE];

  SrtmFitter(ModelSettings settings, FrameWeights weights, ForwardScheme scheme) {
    Map<String, Bounds> given = settings.bounds();
    double infinite = Double.POSITIVE_INFINITY;
    this.binding = given.containsKey("R1") || given.containsKey("k2") || given.containsKey("BPND");
    Bounds range = given.getOrDefault("k2a", THETA);
    Bounds ratio = bounds(settings, "R1");
    Bounds efflux = bounds(settings, "k2");
    Bounds potential = bounds(settings, "BPND");
    double[] lower = {-infinite, -infinite, range.lower()};
    double[] upper = {infinite, infinite, range.upper()};
    if (binding) {
      lower = new double[] {ratio.lower(), efflux.lower(), potential.lower()};
      upper = new double[] {ratio.upper(), efflux.upper(), potential.upper()};
    }
    this.weights = weights.toArray();
    this.check = CurveCheck.ofWeighted(weights, SrtmCurve.SIZE + 1);
    this.problem =
        LeastSquares.of(
            binding ? SrtmCurve.ofBinding(scheme) : SrtmCurve.ofExponential(scheme),
            this.weights,
            lower,
            upper);
    this.starts = settings.starts();
    this.reference = scheme.direct();
    this.responses = new double[NODES][scheme.frames()];
    for (int i = 0; i < NODES; i++) {
      theta[i] = range.upper() * Math.pow(range.lower() / range.upper(), i / (NODES - 1.0));
      scheme.response(theta[i], responses[i], null);
    }
    this.inner =
        BoxLeastSquares.of(new double[] {-infinite, -infinite}, new double[] {infinite, infinite});
  }

  /** The bounds of R1, k2 (1/min) or BPND in a box of them: those given, or the default. */
  static Bounds bounds(ModelSettings settings, String name) {
    return settings.bounds().getOrDefault(name, BOX.get(name));
  }

  @Override
  public Status fit(double[] tac, Fit fit) {
    Status refused = check.refuse(tac);
    if (refused != null) {
      return fit.fail(refused, check.used());
    }
    return write(problem.solve(tac, startingPoints(tac)), fit);
  }

  @Override
  public Status refit(double[] tac, double[] start, Fit fit) {
    return write(problem.solve(tac, new double[][] {{start[1], start[2], start[0]}}), fit);
  }

  private Status write(LeastSquaresSolution solution, Fit fit) {
    if (solution == null || !solution.converged()) {
      return fit.fail(Status.NOT_CONVERGED, check.used());
    }
    writeNumbers(solution, fit);
    if (!Double.isFinite(fit.estimates()[0])
        || !(fit.estimates()[1] > 0)
        || !(fit.estimates()[2] > 0)) {
      return fit.fail(Status.IMPLAUSIBLE, check.used());
    }
    long hit = boundsHit(solution.atLower() | solution.atUpper());
    Status status = hit == 0 ? Status.CONVERGED : Status.AT_BOUND;
    return fit.succeed(status, solution.weightedRss(), check.used(), hit);
  }

  /** Bits of the fitted parameters as bits of the reported ones: k2a counts as k2. */
  private long boundsHit(long fitted) {
    long hit = 0;
    for (int j = 0; j < SrtmCurve.SIZE; j++) {
      if ((fitted >> j & 1) == 1) {
        int reported = binding && j == SrtmCurve.BPND ? 0 : Math.min(2, j + 1);
        hit |= 1L << reported;
      }
    }
    return hit;
  }

  private double[][] startingPoints(double[] tac) {
    double[] costs = new double[NODES];
    double[][] points = new double[NODES][];
    for (int i = 0; i < NODES; i++) {
      double rr = 0;
      double rb = 0;
      double bb = 0;
      double ry = 0;
      double by = 0;
      for (int f = 0; f < weights.length; f++) {
        if (weights[f] > 0) {
          rr += weights[f] * reference[f] * reference[f];
          rb += weights[f] * reference[f] * responses[i][f];
          bb += weights[f] * responses[i][f] * responses[i][f];
          ry += weights[f] * reference[f] * tac[f];
          by += weights[f] * responses[i][f] * tac[f];
        }
      }
      costs[i] = inner.solve(new double[][] {{rr, rb}, {rb, bb}}, new double[] {ry, by});
      points[i] = point(inner.coefficient(0), inner.coefficient(1), theta[i]);
    }
    List<double[]> minima = new ArrayList<>();
    for (int i = 0; i < NODES && minima.size() < starts; i++) {
      boolean falls = i == 0 || costs[i] <= costs[i - 1];
      boolean rises = i == NODES - 1 || costs[i] <= costs[i + 1];
      if (falls && rises && Double.isFinite(costs[i])) {
        minima.add(points[i]);
      }
    }
    if (binding) {
      // The minima of the grid may lie outside the box: the middle of common practice as well.
      minima.add(new double[] {1, 0.1, 1.5});
    }
    return minima.toArray(double[][]::new);
  }

  private double[] point(double ratio, double b, double rate) {
    double efflux = b + ratio * rate;
    return binding
        ? new double[] {ratio, efflux, efflux / rate - 1}
        : new double[] {ratio, b, rate};
  }

  private void writeNumbers(LeastSquaresSolution solution, Fit fit) {
    double[] x = solution.parameters();
    double[][] covariance = solution.covariance();
    double ratio = x[SrtmCurve.R1];
    double rate = binding ? x[SrtmCurve.K2] / (1 + x[SrtmCurve.BPND]) : x[SrtmCurve.THETA];
    double efflux = binding ? x[SrtmCurve.K2] : x[SrtmCurve.B] + ratio * rate;
    report(fit, 1, ratio, covariance, 1, 0, 0);
    if (binding) {
      report(fit, 0, x[SrtmCurve.BPND], covariance, 0, 0, 1);
      report(fit, 2, efflux, covariance, 0, 1, 0);
      report(fit, 3, efflux / ratio, covariance, -efflux / (ratio * ratio), 1 / ratio, 0);
    } else {
      double b = x[SrtmCurve.B];
      report(fit, 0, b / rate + ratio - 1, covariance, 1, 1 / rate, -b / (rate * rate));
      report(fit, 2, efflux, covariance, rate, 1, ratio);
      report(fit, 3, b / ratio + rate, covariance, -b / (ratio * ratio), 1 / ratio, 1);
    }
  }

  private void report(
      Fit fit, int p, double value, double[][] covariance, double g0, double g1, double g2) {
    gradient[0] = g0;
    gradient[1] = g1;
    gradient[2] = g2;
    fit.estimates()[p] = value;
    fit.standardErrors()[p] = Covariance.standardError(gradient, covariance);
  }
}
