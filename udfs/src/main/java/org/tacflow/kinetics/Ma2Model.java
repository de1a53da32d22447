package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.FrameNoise.Part;
import org.tacflow.kinetics.ModelSettings.TStar;

/**
 * Ichise's MA2: the 2TCM as a regression on single and double integrals.
 *
 * <pre>
 * C = γ₁ ∫∫Cp + γ₂ ∫∫C + γ₃ ∫C + γ₄ ∫Cp
 * K1 = γ₄,  k3 + k4 = γ₁/γ₄,  k2 = −γ₃ − γ₁/γ₄,  k4 = −γ₂/k2,  VT = −γ₁/γ₂,  VND = K1/k2
 * </pre>
 *
 * Weighted by the frame weights, over all frames: the equation holds from the start, t* does not
 * count. A fixed blood volume is taken off the curve first, a fitted one is not. Rate constants may
 * come out negative and are then reported so; {@code VT ≤ 0} is {@link Status#IMPLAUSIBLE}. Source:
 * Ichise et al. 2002, doi:10.1097/01.WCB.0000038000.34930.4E.
 */
final class Ma2Model extends LinearPlasmaModel {
  private static final long serialVersionUID = 1L;

  Ma2Model(ModelSettings settings) {
    super(
        "MA2",
        settings,
        Estimates.VT,
        Estimates.K1,
        Estimates.K2,
        Estimates.K3,
        Estimates.K4,
        Estimates.VND);
  }

  @Override
  TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme) {
    LateRegression all =
        LateRegression.of(
            timing,
            weights,
            TStar.all(),
            scheme.noise(),
            Part.CURVE,
            Part.KNOWN,
            Part.DOUBLE_INTEGRAL,
            Part.INTEGRAL,
            Part.KNOWN);
    SecondOrderReport report = new SecondOrderReport(4);
    int frames = timing.size();
    double[] tissue = new double[frames];
    double[] integral = new double[frames];
    double[] doubleIntegral = new double[frames];
    double[][] columns = {
      scheme.plasmaDoubleIntegral(), doubleIntegral, integral, scheme.plasmaIntegral()
    };
    double bloodVolume = bloodVolume();
    return (tac, fit) -> {
      Status refused = all.refuse(tac);
      if (refused != null) {
        return fit.fail(refused, all.used());
      }
      scheme.tissue(tac, bloodVolume, tissue, integral, doubleIntegral);
      return all.solve(tissue, columns) ? report.write(all, fit) : all.singular(fit);
    };
  }
}
