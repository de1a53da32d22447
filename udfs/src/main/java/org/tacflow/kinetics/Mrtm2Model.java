package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.FrameNoise.Part;

/**
 * Ichise's MRTM2: MRTM1 with the efflux rate of the reference region given.
 *
 * <pre>
 * C = γ₁ (∫Cr + Cr/k2prime) + γ₂ ∫C        for mid-frame times ≥ t*
 * BPND = −γ₁/γ₂ − 1,  R1 = γ₁/k2prime,  k2a = −γ₂
 * </pre>
 *
 * Weighted by the frame weights. R1 is NaN when t* leaves frames out. {@code γ₁ ≤ 0} or {@code γ₂ ≥
 * 0} is {@link Status#IMPLAUSIBLE}. Needs {@code k2prime}. Source: Ichise et al. 2003,
 * doi:10.1097/01.WCB.0000085441.37552.CA.
 */
final class Mrtm2Model extends LinearReferenceModel {
  private static final long serialVersionUID = 1L;

  private final double k2prime;

  Mrtm2Model(ModelSettings settings) {
    super("MRTM2", settings, Estimates.BPND, Estimates.R1, Estimates.K2A);
    this.k2prime = requiredK2prime();
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
            Part.CURVE,
            Part.KNOWN,
            Part.INTEGRAL);
    double[] reference = input.curve();
    double[] driver = new double[reference.length];
    integral.running(reference, driver);
    for (int f = 0; f < driver.length; f++) {
      driver[f] += reference[f] / k2prime;
    }
    double[] tissueIntegral = new double[reference.length];
    double[][] columns = {driver, tissueIntegral};
    return (tac, fit) -> {
      Status refused = late.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, late.used());
      }
      integral.running(tac, tissueIntegral);
      return late.solve(tac, columns) ? write(late, fit) : late.singular(fit);
    };
  }

  private Status write(LateRegression late, Fit fit) {
    double efflux = late.coefficient(0);
    double apparent = -late.coefficient(1);
    if (!(efflux > 0 && apparent > 0)) {
      return fit.fail(Status.IMPLAUSIBLE, late.used());
    }
    fit.estimates()[0] = efflux / apparent - 1;
    fit.estimates()[1] = late.fromStart() ? efflux / k2prime : Double.NaN;
    fit.estimates()[2] = apparent;
    fit.standardErrors()[0] = late.ratioStandardError(0, 1);
    fit.standardErrors()[1] = late.fromStart() ? late.standardError(0) / k2prime : Double.NaN;
    fit.standardErrors()[2] = late.standardError(1);
    return fit.succeed(Status.CONVERGED, late.weightedRss(), late.used(), 0);
  }
}
