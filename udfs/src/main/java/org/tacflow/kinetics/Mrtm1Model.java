package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.FrameNoise.Part;

/**
 * Ichise's MRTM1: BPND from a regression of the tissue curve on three terms.
 *
 * <pre>
 * C = γ₁ ∫Cr + γ₂ ∫C + γ₃ Cr        for mid-frame times ≥ t*
 * BPND = −γ₁/γ₂ − 1,  k2prime = γ₁/γ₃,  R1 = γ₃,  k2 = γ₁
 * </pre>
 *
 * Weighted by the frame weights. R1 and k2 are those of the tissue only where one compartment holds
 * from the start: they are NaN when t* leaves frames out. A distribution volume ratio at or below 0
 * is {@link Status#IMPLAUSIBLE}, without t* also R1 or k2 at or below 0. Source: Ichise et al.
 * 2003, doi:10.1097/01.WCB.0000085441.37552.CA.
 */
final class Mrtm1Model extends LinearReferenceModel {
  private static final long serialVersionUID = 1L;

  Mrtm1Model(ModelSettings settings) {
    super("MRTM1", settings, Estimates.BPND, Estimates.R1, Estimates.K2, Estimates.K2_PRIME);
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
            Part.INTEGRAL,
            Part.KNOWN);
    double[] reference = input.curve();
    double[] referenceIntegral = new double[reference.length];
    integral.running(reference, referenceIntegral);
    double[] tissueIntegral = new double[reference.length];
    double[][] columns = {referenceIntegral, tissueIntegral, reference};
    return (tac, fit) -> {
      Status refused = late.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, late.used());
      }
      integral.running(tac, tissueIntegral);
      return late.solve(tac, columns) ? write(late, fit) : late.singular(fit);
    };
  }

  private static Status write(LateRegression late, Fit fit) {
    double efflux = late.coefficient(0);
    double apparent = -late.coefficient(1);
    double ratio = late.coefficient(2);
    boolean wholeCurve = late.fromStart();
    if (!(efflux / apparent > 0) || wholeCurve && !(efflux > 0 && ratio > 0)) {
      return fit.fail(Status.IMPLAUSIBLE, late.used());
    }
    fit.estimates()[0] = efflux / apparent - 1;
    fit.estimates()[1] = wholeCurve ? ratio : Double.NaN;
    fit.estimates()[2] = wholeCurve ? efflux : Double.NaN;
    fit.estimates()[3] = efflux / ratio;
    fit.standardErrors()[0] = late.ratioStandardError(0, 1);
    fit.standardErrors()[1] = wholeCurve ? late.standardError(2) : Double.NaN;
    fit.standardErrors()[2] = wholeCurve ? late.standardError(0) : Double.NaN;
    fit.standardErrors()[3] = late.ratioStandardError(0, 2);
    return fit.succeed(Status.CONVERGED, late.weightedRss(), late.used(), 0);
  }
}
