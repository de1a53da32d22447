package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.FrameNoise.Part;

/**
 * The reference Logan plot as a regression on integrals, without dividing by the noisy curve.
 *
 * <pre>
 * ∫C = (BPND + 1) (∫Cr + Cr/k2prime) − C/k2a        for mid-frame times ≥ t*
 * </pre>
 *
 * Weighted by the frame weights; without {@code k2prime} its term is left out. A slope or k2a at or
 * below 0 is {@link Status#IMPLAUSIBLE}. Sources: Logan et al. 1996,
 * doi:10.1097/00004647-199609000-00008; Turkheimer et al. 2003,
 * doi:10.1097/01.WCB.0000059988.50500.48.
 */
final class MlLoganRefModel extends LinearReferenceModel {
  private static final long serialVersionUID = 1L;

  MlLoganRefModel(ModelSettings settings) {
    super("MLLoganRef", settings, Estimates.BPND, Estimates.K2A);
  }

  @Override
  TacFitter bind(
      FrameTiming timing, FrameWeights weights, ReferenceInput input, RunningIntegral integral) {
    LateRegression late =
        LateRegression.of(
            timing,
            weights,
            settings().tStar(),
            integral.noise(),
            Part.INTEGRAL,
            Part.KNOWN,
            Part.CURVE);
    double[] reference = input.curve();
    double[] driver = new double[reference.length];
    integral.running(reference, driver);
    double k2prime = settings().k2prime();
    for (int f = 0; f < driver.length; f++) {
      driver[f] += k2prime > 0 ? reference[f] / k2prime : 0;
    }
    double[] tissueIntegral = new double[reference.length];
    return (tac, fit) -> {
      Status refused = late.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, late.used());
      }
      integral.running(tac, tissueIntegral);
      if (!late.solve(tissueIntegral, new double[][] {driver, tac})) {
        return late.singular(fit);
      }
      return MlLoganModel.write(late, -1, fit);
    };
  }
}
