package org.tacflow.kinetics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.Covariance;
import org.tacflow.numerics.LeastSquares;
import org.tacflow.numerics.LeastSquaresSolution;

/**
 * The simplified reference tissue model with one efflux rate of the reference region.
 *
 * <pre>
 * C = R1 (Cr + (k2prime − k2a) Cr ⊗ e^(−k2a t)),   BPND = R1 k2prime/k2a − 1
 * </pre>
 *
 * With {@code k2prime} in the settings it is fixed; without, it is fitted within its bounds
 * (default 0.001 to 1 /min), which is SRTM in other parameters. {@code k2a} is bounded as in SRTM
 * (default 0.001 to 1 /min). {@code R1 ≤ 0} is {@link Status#IMPLAUSIBLE}; a bound on k2a is
 * reported as one of k2a. Source: Wu and Carson 2002, doi:10.1097/01.WCB.0000033967.83623.34.
 */
final class Srtm2Model implements KineticModel<ReferenceInput> {
  private static final long serialVersionUID = 1L;
  private static final int R1 = 0;
  private static final int K2_PRIME = 1;
  private static final int K2A = 2;
  private static final int NODES = 30;
  private static final Bounds DEFAULT = new Bounds(0.001, 1);
  // The parameter that reports each fitted one: R1, k2prime, k2a.
  private static final int[] REPORTED = {1, 3, 2};

  private final ModelSettings settings;

  Srtm2Model(ModelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "SRTM2";
  }

  @Override
  public Class<ReferenceInput> inputType() {
    return ReferenceInput.class;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Estimates.BPND, Estimates.R1, Estimates.K2A, Estimates.K2_PRIME);
  }

  @Override
  public int likelihoodParameters() {
    return settings.k2prime() > 0 ? 2 : 3;
  }

  @Override
  public TacFitter bind(FrameTiming timing, FrameWeights weights, ReferenceInput input) {
    ForwardScheme scheme = ForwardScheme.exact(timing, input, settings.sampling());
    return scheme.hasSignal() ? reference(weights, scheme) : new MissingInput();
  }

  /** The audited reference path over any forward scheme. */
  TacFitter reference(FrameWeights weights, ForwardScheme scheme) {
    Map<String, Bounds> given = settings.bounds();
    boolean fixed = settings.k2prime() > 0;
    Bounds prime =
        fixed
            ? new Bounds(settings.k2prime(), settings.k2prime())
            : given.getOrDefault("k2prime", DEFAULT);
    Bounds apparent = given.getOrDefault("k2a", DEFAULT);
    double infinite = Double.POSITIVE_INFINITY;
    LeastSquares problem =
        LeastSquares.of(
            curve(scheme),
            weights.toArray(),
            new double[] {-infinite, prime.lower(), apparent.lower()},
            new double[] {infinite, prime.upper(), apparent.upper()});
    CurveCheck check = CurveCheck.ofWeighted(weights, fixed ? 3 : 4);
    double[][] starts = starts(prime, apparent);
    return (tac, fit) -> {
      Status refused = check.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, check.used());
      }
      LeastSquaresSolution solution = problem.solve(tac, starts);
      if (solution == null || !solution.converged()) {
        return fit.fail(Status.NOT_CONVERGED, check.used());
      }
      return write(solution, check.used(), fit);
    };
  }

  private static LeastSquares.Curve curve(ForwardScheme scheme) {
    double[] reference = scheme.direct();
    double[] response = new double[reference.length];
    double[] slope = new double[reference.length];
    return (p, values, jacobian) -> {
      scheme.response(p[K2A], response, slope);
      double gain = p[K2_PRIME] - p[K2A];
      for (int f = 0; f < values.length; f++) {
        double unit = reference[f] + gain * response[f];
        values[f] = p[R1] * unit;
        jacobian[f][R1] = unit;
        jacobian[f][K2_PRIME] = p[R1] * response[f];
        jacobian[f][K2A] = p[R1] * (gain * slope[f] - response[f]);
      }
    };
  }

  /** R1 is linear, so a few apparent rates over the range are starts enough. */
  private double[][] starts(Bounds prime, Bounds apparent) {
    List<double[]> starts = new ArrayList<>();
    double ratio = apparent.upper() / apparent.lower();
    int count = Math.min(NODES, Math.max(3, settings.starts()));
    for (int i = 0; i < count; i++) {
      double rate = apparent.lower() * Math.pow(ratio, (i + 0.5) / count);
      starts.add(new double[] {1, Math.sqrt(prime.lower() * prime.upper()), rate});
    }
    return starts.toArray(double[][]::new);
  }

  private static Status write(LeastSquaresSolution solution, int used, Fit fit) {
    double[] x = solution.parameters();
    double volumeRatio = x[R1] * x[K2_PRIME] / x[K2A];
    if (!(x[R1] > 0) || !Double.isFinite(volumeRatio)) {
      return fit.fail(Status.IMPLAUSIBLE, used);
    }
    double[] gradient = {volumeRatio / x[R1], volumeRatio / x[K2_PRIME], -volumeRatio / x[K2A]};
    fit.estimates()[0] = volumeRatio - 1;
    fit.standardErrors()[0] = Covariance.standardError(gradient, solution.covariance());
    long hit = 0;
    for (int j = 0; j < REPORTED.length; j++) {
      double variance = solution.covariance()[j][j];
      fit.estimates()[REPORTED[j]] = x[j];
      fit.standardErrors()[REPORTED[j]] = variance > 0 ? Math.sqrt(variance) : Double.NaN;
      hit |= ((solution.atLower() | solution.atUpper()) >> j & 1) << REPORTED[j];
    }
    Status status = hit == 0 ? Status.CONVERGED : Status.AT_BOUND;
    return fit.succeed(status, solution.weightedRss(), used, hit);
  }
}
