package org.tacflow.kinetics;

import java.util.List;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.numerics.InnerProduct;
import org.tacflow.numerics.NonNegativeLeastSquares;

/**
 * Spectral analysis: the tissue response as a sum of many exponentials with non-negative weights.
 *
 * <pre>
 * C = Σ α_j B(θ_j) + vB Cb,   α ≥ 0,   VT = Σ α_j/θ_j / (1 − vB),   K1 = Σ α_j / (1 − vB)
 * </pre>
 *
 * over 100 rates, equally spaced in their logarithm over {@code theta2} (default 0.004 to 3 /min).
 * A fixed blood volume is taken off the curve; a fitted one is one more non-negative column, its
 * upper bound does not count. Weight on the least rate is reported as VT on its bound. No standard
 * errors. Source: Cunningham and Jones 1993, doi:10.1038/jcbfm.1993.5.
 */
final class SpectralModel implements KineticModel<ArterialInput> {
  private static final long serialVersionUID = 1L;
  private static final int RATES = 100;
  private static final int NEEDED = 6;
  private static final Bounds RANGE = new Bounds(0.004, 3);

  private final ModelSettings settings;

  SpectralModel(ModelSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "Spectral";
  }

  @Override
  public Class<ArterialInput> inputType() {
    return ArterialInput.class;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(Estimates.VT, Estimates.K1, Estimates.VB);
  }

  @Override
  public TacFitter bind(FrameTiming timing, FrameWeights weights, ArterialInput input) {
    ForwardScheme scheme = ForwardScheme.exact(timing, input, settings.sampling());
    Bounds range = settings.bounds().getOrDefault("theta2", RANGE);
    double[] theta = new double[RATES];
    double[][] columns = new double[RATES + 1][scheme.frames()];
    for (int j = 0; j < RATES; j++) {
      theta[j] = range.lower() * Math.pow(range.upper() / range.lower(), j / (RATES - 1.0));
      scheme.response(theta[j], columns[j], null);
    }
    columns[RATES] = scheme.direct().clone();
    boolean fixed = settings.bloodVolume().isFixed();
    return new Fitter(theta, columns, weights, fixed ? settings.bloodVolume().lower() : -1);
  }

  /** Bound to one scan; columns are scaled to weighted length 1. */
  private static final class Fitter implements TacFitter {
    private final double[] theta;
    private final double[][] columns;
    private final double[] lengths;
    private final double[] weights;
    private final double fixedBlood;
    private final CurveCheck check;
    private final NonNegativeLeastSquares solver;
    private final double[] projection;
    private final double[] residual;

    Fitter(double[] theta, double[][] columns, FrameWeights frameWeights, double fixedBlood) {
      this.theta = theta;
      this.columns = columns;
      this.weights = frameWeights.toArray();
      this.fixedBlood = fixedBlood;
      this.check = CurveCheck.ofWeighted(frameWeights, NEEDED);
      this.lengths = new double[columns.length];
      for (int j = 0; j < lengths.length; j++) {
        lengths[j] = Math.sqrt(InnerProduct.of(weights, columns[j], columns[j]));
      }
      int used = fixedBlood >= 0 ? RATES : RATES + 1;
      double[][] gram = new double[used][used];
      for (int a = 0; a < used; a++) {
        for (int b = 0; b < used; b++) {
          gram[a][b] = InnerProduct.of(weights, columns[a], columns[b]) / (lengths[a] * lengths[b]);
        }
      }
      this.solver = NonNegativeLeastSquares.of(gram);
      this.projection = new double[used];
      this.residual = new double[weights.length];
    }

    @Override
    public Status fit(double[] tac, Fit fit) {
      Status refused = check.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, check.used());
      }
      for (int f = 0; f < residual.length; f++) {
        residual[f] = tac[f] - Math.max(0, fixedBlood) * columns[RATES][f];
      }
      for (int j = 0; j < projection.length; j++) {
        projection[j] = InnerProduct.of(weights, columns[j], residual) / lengths[j];
      }
      if (!solver.solve(projection)) {
        return fit.fail(Status.NOT_CONVERGED, check.used());
      }
      double uptake = 0;
      double volume = 0;
      for (int j = 0; j < projection.length; j++) {
        double weight = solver.coefficient(j) / lengths[j];
        uptake += j < RATES ? weight : 0;
        volume += j < RATES ? weight / theta[j] : 0;
        for (int f = 0; f < residual.length; f++) {
          residual[f] -= weight * columns[j][f];
        }
      }
      double blood = fixedBlood >= 0 ? fixedBlood : solver.coefficient(RATES) / lengths[RATES];
      if (!(uptake > 0) || !(blood < 1)) {
        return fit.fail(uptake > 0 ? Status.IMPLAUSIBLE : Status.NO_SIGNAL, check.used());
      }
      fit.estimates()[0] = volume / (1 - blood);
      fit.estimates()[1] = uptake / (1 - blood);
      fit.estimates()[2] = blood;
      java.util.Arrays.fill(fit.standardErrors(), Double.NaN);
      long hit = solver.coefficient(0) > 0 ? 1 : 0;
      Status status = hit == 0 ? Status.CONVERGED : Status.AT_BOUND;
      return fit.succeed(status, InnerProduct.of(weights, residual, residual), check.used(), hit);
    }
  }
}
