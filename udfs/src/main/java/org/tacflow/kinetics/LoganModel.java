package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.FrameNoise.Part;

/**
 * The Logan plot: VT as the late slope of integrated tissue against integrated plasma.
 *
 * <pre>
 * ∫C/C = VT ∫Cp/C + intercept        for mid-frame times ≥ t*
 * </pre>
 *
 * Frames of weight 0 are left out; the others count alike unless {@link LineWeights#TRANSFORMED}
 * asks for the variance of {@code ∫C/C}. A fixed blood volume is taken off the curve first, a
 * fitted one is not (the model cannot fit it). A used frame at or below 0, or a slope at or below
 * 0, is {@link Status#IMPLAUSIBLE}. Noise biases VT low. Source: Logan et al. 1990,
 * doi:10.1038/jcbfm.1990.127.
 */
final class LoganModel extends LinearPlasmaModel {
  private static final long serialVersionUID = 1L;

  LoganModel(ModelSettings settings) {
    super("Logan", settings, Estimates.VT, Estimates.INTERCEPT);
  }

  @Override
  TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme) {
    RatioLine line =
        RatioLine.of(
            timing, weights, settings().tStar(), scheme.noise(), Part.INTEGRAL, Part.CURVE);
    LoganVariance variance =
        settings().lineWeights() == LineWeights.TRANSFORMED
            ? new LoganVariance(timing, weights)
            : null;
    double[] tissue = new double[timing.size()];
    double[] integral = new double[timing.size()];
    double[] plasmaIntegral = scheme.plasmaIntegral();
    double bloodVolume = bloodVolume();
    return (tac, fit) -> {
      Status refused = line.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, line.used());
      }
      scheme.tissue(tac, bloodVolume, tissue, integral, null);
      if (variance != null) {
        line.setVariances(variance.of(tac));
      }
      Status status = line.fit(plasmaIntegral, integral, tissue, fit);
      boolean negative = status.hasNumbers() && !(fit.estimates()[0] > 0);
      return negative ? fit.fail(Status.IMPLAUSIBLE, line.used()) : status;
    };
  }
}
