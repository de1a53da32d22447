package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;

/**
 * The fractional uptake ratio: tissue in a late window over the plasma seen by then, 1/min.
 *
 * <pre>
 * FUR = Σ C_f Δ_f / Σ (∫₀^{t_f} Cp) Δ_f        over the frames of the window
 * </pre>
 *
 * An estimate of Ki where the exchangeable part is small. The window is that of SUV, {@link
 * WindowMean}; neither frame weights nor t* count; no standard error. A fixed blood volume is taken
 * off the curve first. Source: Ishizu et al. 1994, J Nucl Med 35:1104-1109.
 */
final class FurModel extends LinearPlasmaModel {
  private static final long serialVersionUID = 1L;

  FurModel(ModelSettings settings) {
    super("FUR", settings, Estimates.KI);
  }

  @Override
  TacFitter bind(FrameTiming timing, FrameWeights weights, LinearScheme scheme) {
    WindowMean window = WindowMean.of(timing, settings().windowMinutes());
    double[] tissue = new double[timing.size()];
    double[] integral = new double[timing.size()];
    double seen = window.mean(scheme.plasmaIntegral());
    double bloodVolume = bloodVolume();
    // Without a frame in the window there is no mean: that is the window's fault, not the blood's.
    if (seen <= 0) {
      return new MissingInput();
    }
    return (tac, fit) -> {
      if (tac.length != tissue.length) {
        return fit.fail(Status.INVALID_CURVE, window.frames());
      }
      scheme.tissue(tac, bloodVolume, tissue, integral, null);
      return window.fit(tissue, 1 / seen, fit);
    };
  }
}
