package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.FrameNoise.Part;

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
final class Ma1Model extends LinearPlasmaModel {
  private static final long serialVersionUID = 1L;

  Ma1Model(ModelSettings settings) {
    super("MA1", settings, Estimates.VT, Estimates.K1, Estimates.K2);
  }

  @Override
  TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme) {
    LateRegression late =
        LateRegression.of(
            timing,
            weights,
            settings().tStar(),
            scheme.noise(),
            Part.CURVE,
            Part.KNOWN,
            Part.INTEGRAL);
    double[] tissue = new double[timing.size()];
    double[] integral = new double[timing.size()];
    double[][] columns = {scheme.plasmaIntegral(), integral};
    double bloodVolume = bloodVolume();
    return (tac, fit) -> {
      Status refused = late.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, late.used());
      }
      scheme.tissue(tac, bloodVolume, tissue, integral, null);
      return late.solve(tissue, columns) ? write(late, fit) : late.singular(fit);
    };
  }

  private static Status write(LateRegression late, Fit fit) {
    double influx = late.coefficient(0);
    double efflux = -late.coefficient(1);
    if (!(influx > 0 && efflux > 0)) {
      return fit.fail(Status.IMPLAUSIBLE, late.used());
    }
    fit.estimates()[0] = influx / efflux;
    fit.estimates()[1] = influx;
    fit.estimates()[2] = efflux;
    fit.standardErrors()[0] = late.ratioStandardError(0, 1);
    fit.standardErrors()[1] = late.standardError(0);
    fit.standardErrors()[2] = late.standardError(1);
    return fit.succeed(Status.CONVERGED, late.weightedRss(), late.used(), 0);
  }
}
