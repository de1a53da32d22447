package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.FrameNoise.Part;

/**
 * The Patlak plot: Ki as the late slope of tissue over plasma against integrated plasma over
 * plasma.
 *
 * <pre>
 * C/Cp = Ki ∫Cp/Cp + V0        for mid-frame times ≥ t*
 * </pre>
 *
 * Frames of weight 0 are left out; the others count alike unless {@link LineWeights#TRANSFORMED}
 * asks for the variance of {@code C/Cp}. A fixed blood volume is taken off the curve first, a
 * fitted one is not. Ki may be negative: a tracer that is not trapped scatters around 0. Plasma at
 * or below 0 in a used frame is {@link Status#IMPLAUSIBLE}. Source: Patlak et al. 1983,
 * doi:10.1038/jcbfm.1983.1.
 */
final class PatlakModel extends LinearPlasmaModel {
  private static final long serialVersionUID = 1L;

  PatlakModel(ModelSettings settings) {
    super("Patlak", settings, Estimates.KI, Estimates.V0);
  }

  @Override
  TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme) {
    RatioLine line =
        RatioLine.of(timing, weights, settings().tStar(), scheme.noise(), Part.CURVE, Part.KNOWN);
    double[] plasma = scheme.plasma();
    if (settings().lineWeights() == LineWeights.TRANSFORMED) {
      double[] variance = new double[plasma.length];
      for (int f = 0; f < variance.length; f++) {
        variance[f] = 1 / (weights.get(f) * plasma[f] * plasma[f]);
      }
      line.setVariances(variance);
    }
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
      return line.fit(plasmaIntegral, tissue, plasma, fit);
    };
  }
}
