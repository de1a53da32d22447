package org.tacflow.kinetics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.Covariance;
import org.tacflow.numerics.Halton;
import org.tacflow.numerics.LeastSquares;
import org.tacflow.numerics.LeastSquaresSolution;

/**
 * The full reference tissue model: two tissue compartments driven by a reference region.
 *
 * <p>The equations stand in {@link FrtmCurve}. Bounds by name, with defaults {@code R1} 0 to 10,
 * {@code k2} 0 to 1 /min, {@code BPND} 0 to 15, {@code k4} 0 to 1 /min; k3 = BPND k4 follows. Often
 * k4 is not determined by the data and ends on its bound, where the model is SRTM. The model does not
 * separate, since its two amplitudes, R1 and two rates hang on four parameters: a voxel starts from
 * the global optimum of SRTM with three values of k4, a region from many points. Sources:
 * Cunningham et al. 1991, doi:10.1038/jcbfm.1991.1; Lammertsma et al. 1996,
 * doi:10.1097/00004647-199601000-00005.
 */
final class FrtmModel implements KineticModel<ReferenceInput> {
  private static final long serialVersionUID = 1L;
  // The estimate that reports each fitted parameter: R1, k2, BPND, k4.
  private static final int[] REPORTED = {1, 2, 0, 5};
  private static final int K3 = 4;
  private static final int PRIME = 3;
  // k4 of a voxel's starts, 1/min: slow, usual and so fast that the model is nearly SRTM.
  private static final double[] EXCHANGE = {0.03, 0.15, 0.8};

  private final ModelSettings settings;

  FrtmModel(ModelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "FRTM";
  }

  @Override
  public Class<ReferenceInput> inputType() {
    return ReferenceInput.class;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Estimates.BPND, Estimates.R1, Estimates.K2, Estimates.K2_PRIME, Estimates.K3, Estimates.K4);
  }

  @Override
  public int likelihoodParameters() {
    return FrtmCurve.SIZE;
  }

  @Override
  public TacFitter bind(FrameTiming timing, FrameWeights weights, ReferenceInput input) {
    TacFitter simplified = new SrtmModel(ModelSettings.defaults().withSampling(settings.sampling()))
        .bind(timing, weights, input);
    Fit first = new Fit(SrtmFitter.PARAMETERS.size());
    ForwardScheme scheme = ForwardScheme.exact(timing, input, settings.sampling());
    double[][] usual = usualStarts();
    return fitter(
        weights,
        scheme,
        tac -> {
          if (!simplified.fit(tac, first).hasNumbers()) {
            return usual;
          }
          double[] e = first.estimates();
          double[][] starts = new double[EXCHANGE.length][];
          for (int s = 0; s < EXCHANGE.length; s++) {
            starts[s] = new double[] {e[1], e[2], e[0], EXCHANGE[s]};
          }
          return starts;
        });
  }

  @Override
  public TacFitter bindRegion(FrameTiming timing, FrameWeights weights, ReferenceInput input) {
    return reference(weights, ForwardScheme.exact(timing, input, settings.sampling()));
  }

  /** The audited reference path over any forward scheme. */
  TacFitter reference(FrameWeights weights, ForwardScheme scheme) {
    double[][] spread = Halton.points(settings.starts(), bounds(true), bounds(false));
    double[][] starts = Arrays.copyOf(usualStarts(), spread.length + 2);
    System.arraycopy(spread, 0, starts, 2, spread.length);
    return fitter(weights, scheme, tac -> starts);
  }

  /** The start of common practice, and the same where the model is nearly SRTM. */
  private static double[][] usualStarts() {
    return new double[][] {{1, 0.1, 1.5, 0.1}, {1, 0.1, 1.5, 0.9}};
  }

  private double[] bounds(boolean lower) {
    Map<String, Bounds> given = settings.bounds();
    Bounds[] box = {
      given.getOrDefault("R1", new Bounds(0, 10)),
      given.getOrDefault("k2", new Bounds(0, 1)),
      given.getOrDefault("BPND", new Bounds(0, 15)),
      given.getOrDefault("k4", new Bounds(0, 1))
    };
    return Arrays.stream(box).mapToDouble(b -> lower ? b.lower() : b.upper()).toArray();
  }

  private TacFitter fitter(
      FrameWeights weights, ForwardScheme scheme, Function<double[], double[][]> starts) {
    LeastSquares problem =
        LeastSquares.of(new FrtmCurve(scheme), weights.toArray(), bounds(true), bounds(false));
    CurveCheck check = CurveCheck.ofWeighted(weights, FrtmCurve.SIZE + 1);
    return (tac, fit) -> {
      Status refused = check.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, check.used());
      }
      LeastSquaresSolution solution = problem.solve(tac, starts.apply(tac));
      if (solution == null || !solution.converged()) {
        return fit.fail(Status.NOT_CONVERGED, check.used());
      }
      return write(solution, check.used(), fit);
    };
  }

  private static Status write(LeastSquaresSolution solution, int used, Fit fit) {
    double[] x = solution.parameters();
    double[][] covariance = solution.covariance();
    double ratio = x[FrtmCurve.R1];
    double efflux = x[FrtmCurve.K2];
    if (!(ratio > 0)) {
      return fit.fail(Status.IMPLAUSIBLE, used);
    }
    long hit = 0;
    for (int j = 0; j < REPORTED.length; j++) {
      fit.estimates()[REPORTED[j]] = x[j];
      fit.standardErrors()[REPORTED[j]] =
          covariance[j][j] > 0 ? Math.sqrt(covariance[j][j]) : Double.NaN;
      hit |= ((solution.atLower() | solution.atUpper()) >> j & 1) << REPORTED[j];
    }
    double[] byPrime = {-efflux / (ratio * ratio), 1 / ratio, 0, 0};
    fit.estimates()[PRIME] = efflux / ratio;
    fit.standardErrors()[PRIME] = Covariance.standardError(byPrime, covariance);
    double[] byK3 = {0, 0, x[FrtmCurve.K4], x[FrtmCurve.BPND]};
    fit.estimates()[K3] = x[FrtmCurve.BPND] * x[FrtmCurve.K4];
    fit.standardErrors()[K3] = Covariance.standardError(byK3, covariance);
    Status status = hit == 0 ? Status.CONVERGED : Status.AT_BOUND;
    return fit.succeed(status, solution.weightedRss(), used, hit);
  }
}
