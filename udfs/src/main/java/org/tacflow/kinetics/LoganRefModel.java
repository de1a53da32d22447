package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.FrameNoise.Part;

/**
 * The reference Logan plot: BPND from the late slope of integrated tissue against reference.
 *
 * <pre>
 * ∫C/C = (BPND + 1) (∫Cr + Cr/k2prime)/C + intercept        for mid-frame times ≥ t*
 * </pre>
 *
 * Without {@code k2prime} its term is left out, which needs a t* late enough for C/Cr to be
 * constant. Frames of weight 0 are left out; the others count alike unless {@link
 * LineWeights#TRANSFORMED} asks for the variance of {@code ∫C/C}. A used frame at or below 0, or a
 * slope at or below 0, is {@link Status#IMPLAUSIBLE}. Source: Logan et al. 1996,
 * doi:10.1097/00004647-199609000-00008.
 */
final class LoganRefModel extends LinearReferenceModel {
  private static final long serialVersionUID = 1L;

  LoganRefModel(ModelSettings settings) {
    super("LoganRef", settings, Estimates.BPND, Estimates.INTERCEPT);
  }

  @Override
  TacFitter bind(
      FrameTiming timing, FrameWeights weights, ReferenceInput input, RunningIntegral integral) {
    RatioLine line =
        RatioLine.of(
            timing, weights, settings().tStar(), integral.noise(), Part.INTEGRAL, Part.CURVE);
    LoganVariance variance =
        settings().lineWeights() == LineWeights.TRANSFORMED
            ? new LoganVariance(timing, weights)
            : null;
    double[] driver = driver(input.curve(), integral);
    double[] tissueIntegral = new double[driver.length];
    return (tac, fit) -> {
      Status refused = line.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, line.used());
      }
      integral.running(tac, tissueIntegral);
      if (variance != null) {
        line.setVariances(variance.of(tac));
      }
      Status status = line.fit(driver, tissueIntegral, tac, fit);
      if (status.hasNumbers() && !(fit.estimates()[0] > 0)) {
        return fit.fail(Status.IMPLAUSIBLE, line.used());
      }
      fit.estimates()[0] -= 1;
      return status;
    };
  }

  private double[] driver(double[] reference, RunningIntegral integral) {
    double[] driver = new double[reference.length];
    integral.running(reference, driver);
    double k2prime = settings().k2prime();
    for (int f = 0; f < driver.length; f++) {
      driver[f] += k2prime > 0 ? reference[f] / k2prime : 0;
    }
    return driver;
  }
}
