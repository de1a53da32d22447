package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.FrameNoise.Part;

/**
 * The reference Patlak plot: net influx relative to a reference region without trapping.
 *
 * <pre>
 * C/Cr = Ki ∫Cr/Cr + intercept        for mid-frame times ≥ t*
 * </pre>
 *
 * Ki is in 1/min of reference tissue, and may be negative. Frames of weight 0 are left out; the
 * others count alike unless {@link LineWeights#TRANSFORMED} asks for the variance of {@code C/Cr}.
 * A reference at or below 0 in a used frame is {@link Status#IMPLAUSIBLE}. Source: Patlak and
 * Blasberg 1985, doi:10.1038/jcbfm.1985.87.
 */
final class PatlakRefModel extends LinearReferenceModel {
  private static final long serialVersionUID = 1L;

  PatlakRefModel(ModelSettings settings) {
    super("PatlakRef", settings, Estimates.KI_REFERENCE, Estimates.RATIO_INTERCEPT);
  }

  @Override
  TacFitter bind(
      FrameTiming timing, FrameWeights weights, ReferenceInput input, RunningIntegral integral) {
    RatioLine line =
        RatioLine.of(timing, weights, settings().tStar(), integral.noise(), Part.CURVE, Part.KNOWN);
    double[] reference = input.curve();
    double[] referenceIntegral = new double[reference.length];
    integral.running(reference, referenceIntegral);
    if (settings().lineWeights() == LineWeights.TRANSFORMED) {
      double[] variance = new double[reference.length];
      for (int f = 0; f < variance.length; f++) {
        variance[f] = 1 / (weights.get(f) * reference[f] * reference[f]);
      }
      line.setVariances(variance);
    }
    return (tac, fit) -> {
      Status refused = line.refuse(tac);
      return refused == null
          ? line.fit(referenceIntegral, tac, reference, fit)
          : fit.fail(refused, line.used());
    };
  }
}
