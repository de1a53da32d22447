package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.LinearRegression;

/**
 * Ichise's MA1: VT from a regression of the tissue curve on two integrals.
 *
 * <pre>
 * C = γ₁ ∫Cp + γ₂ ∫C,   VT = −γ₁/γ₂        for mid-frame times ≥ t*
 * </pre>
 *
 * Weighted by the frame weights. Also reported are {@code K1 = γ₁} and {@code k2 = −γ₂}, which are
 * those of the tissue only where one compartment describes it; else apparent. A fixed blood volume
 * is taken off the curve first, a fitted one is not. {@code γ₁ ≤ 0} or {@code γ₂ ≥ 0} is {@link
 * Status#IMPLAUSIBLE}. Source: Ichise et al. 2002, doi:10.1097/01.WCB.0000038000.34930.4E.
 */
final class Ma1Model extends LinearModel {
  private static final long serialVersionUID = 1L;
  private static final int MINIMUM_FRAMES = 3;

  Ma1Model(ModelSettings settings) {
    super("MA1", settings, Estimates.VT, Estimates.K1, Estimates.K2);
  }

  @Override
  TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme) {
    int frames = timing.size();
    int first = UsedFrames.first(timing, settings().tStar());
    CurveCheck check = CurveCheck.ofLate(UsedFrames.from(first, weights), frames, MINIMUM_FRAMES);
    LinearRegression regression = LinearRegression.of(frames, 2);
    double[] row = new double[2];
    double[] tissue = new double[frames];
    double[] integral = new double[frames];
    double[] plasmaIntegral = scheme.plasmaIntegral();
    double bloodVolume = settings().bloodVolumeOfLines();
    return (tac, fit) -> {
      Status refused = check.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, check.used());
      }
      scheme.tissue(tac, bloodVolume, tissue, integral, null);
      regression.clear();
      for (int f = first; f < frames; f++) {
        row[0] = plasmaIntegral[f];
        row[1] = integral[f];
        regression.add(weights.get(f), tissue[f], row);
      }
      return write(regression, check.used(), fit);
    };
  }

  private static Status write(LinearRegression regression, int used, Fit fit) {
    if (!regression.solve()) {
      return fit.fail(Status.SINGULAR, used);
    }
    double influx = regression.coefficient(0);
    double efflux = -regression.coefficient(1);
    if (!(influx > 0 && efflux > 0)) {
      return fit.fail(Status.IMPLAUSIBLE, used);
    }
    fit.estimates()[0] = influx / efflux;
    fit.estimates()[1] = influx;
    fit.estimates()[2] = efflux;
    fit.standardErrors()[0] = regression.ratioStandardError(0, 1);
    fit.standardErrors()[1] = regression.standardError(0);
    fit.standardErrors()[2] = regression.standardError(1);
    return fit.succeed(Status.CONVERGED, regression.weightedRss(), used, 0);
  }
}
