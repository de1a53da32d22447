package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.FrameNoise.Part;

/**
 * The Logan plot as a regression on integrals, without dividing by the noisy curve.
 *
 * <pre>
 * ∫C = VT ∫Cp − C/k2a        for mid-frame times ≥ t*
 * </pre>
 *
 * Weighted by the frame weights. A fixed blood volume is taken off the curve first, a fitted one is
 * not. VT or k2a at or below 0 is {@link Status#IMPLAUSIBLE}. Source: Turkheimer et al. 2003,
 * doi:10.1097/01.WCB.0000059988.50500.48.
 */
final class MlLoganModel extends LinearPlasmaModel {
  private static final long serialVersionUID = 1L;

  MlLoganModel(ModelSettings settings) {
    super("MLLogan", settings, Estimates.VT, Estimates.K2A);
  }

  @Override
  TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme) {
    LateRegression late =
        LateRegression.of(
            timing,
            weights,
            settings().tStar(),
            scheme.noise(),
            Part.INTEGRAL,
            Part.KNOWN,
            Part.CURVE);
    double[] tissue = new double[timing.size()];
    double[] integral = new double[timing.size()];
    double[][] columns = {scheme.plasmaIntegral(), tissue};
    double bloodVolume = bloodVolume();
    return (tac, fit) -> {
      Status refused = late.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, late.used());
      }
      scheme.tissue(tac, bloodVolume, tissue, integral, null);
      return late.solve(integral, columns) ? write(late, 0, fit) : late.singular(fit);
    };
  }

  /** Writes slope plus an offset, and k2a, of a regression on driver and tissue. */
  static Status write(LateRegression late, double offset, Fit fit) {
    double slope = late.coefficient(0);
    double apparent = -1 / late.coefficient(1);
    if (!(slope > 0 && apparent > 0)) {
      return fit.fail(Status.IMPLAUSIBLE, late.used());
    }
    fit.estimates()[0] = slope + offset;
    fit.estimates()[1] = apparent;
    fit.standardErrors()[0] = late.standardError(0);
    fit.standardErrors()[1] = apparent * apparent * late.standardError(1);
    return fit.succeed(Status.CONVERGED, late.weightedRss(), late.used(), 0);
  }
}
