package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.Bounds;

/**
 * Likelihood estimation in graphical analysis: the Logan line fitted to the curve itself.
 *
 * <pre>
 * ∫₀ᵗC = VT ∫₀ᵗCp + b C        for mid-frame times ≥ t*
 * C_f = (J_f − VT P_f)/(b − β_f),   J_f = I_(f−1) + α_f C_(f−1),   I_f = J_f + β_f C_f
 * </pre>
 *
 * With the running integral I of the tissue as a recursion over frames ({@link FrameIntegral} has α
 * and β) and P that of plasma, the line says what each curve value from t* on should be, given the
 * measured ones before t*. VT and b minimise the weighted squares of the differences to the
 * measured values, so that noise does not stand on both sides as in the Logan plot, whose bias it
 * removes. For each b the best VT follows in closed form; b is searched over its whole range.
 *
 * <p>Bounds by name: {@code intercept}, default −5000 to −0.5 min; an estimate on them is {@link
 * Status#AT_BOUND}. A fixed blood volume is taken off the curve first, a fitted one is not. {@code
 * VT ≤ 0} is {@link Status#IMPLAUSIBLE}; an unstable estimate is never replaced by that of the
 * Logan plot. Standard errors by the delta method, the noise of the frames before t* included; a
 * frame of weight 0 there counts as known. Source: Ogden 2003, Statistics in Medicine 22.
 */
final class LegaModel extends LinearPlasmaModel {
  private static final long serialVersionUID = 1L;
  private static final Bounds INTERCEPT = new Bounds(-5000, -0.5);

  LegaModel(ModelSettings settings) {
    super("LEGA", settings, Estimates.VT, Estimates.INTERCEPT);
    Bounds range = range();
    if (!(range.lower() > Double.NEGATIVE_INFINITY && range.upper() < 0)) {
      throw new IllegalArgumentException(
          "Invalid bounds of intercept: "
              + range.lower()
              + " to "
              + range.upper()
              + " min (must be finite and below 0)");
    }
  }

  private Bounds range() {
    return settings().bounds().getOrDefault("intercept", INTERCEPT);
  }

  @Override
  TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme) {
    FrameIntegral integration = new FrameIntegral(timing, settings().tissueIntegral());
    int first = UsedFrames.first(timing, settings().tStar());
    CurveCheck check =
        CurveCheck.ofLate(UsedFrames.from(first, weights), timing.size(), LegaFitter.SIZE + 1);
    return new LegaFitter(scheme, integration, weights, first, range(), bloodVolume(), check);
  }
}
