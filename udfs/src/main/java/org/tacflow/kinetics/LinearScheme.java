package org.tacflow.kinetics;

import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.numerics.ExponentialConvolution.Sampling;

/**
 * What graphical and multilinear plasma models need at the middle of each frame.
 *
 * <p>Arrays hold one value per frame and are not to be changed.
 */
interface LinearScheme {
  /** Plasma at mid-frame, kBq/mL. */
  double[] plasma();

  /** {@code ∫₀ᵗ Cp}, kBq/mL·min. */
  double[] plasmaIntegral();

  /** {@code ∫₀ᵗ∫₀ˢ Cp}, kBq/mL·min². */
  double[] plasmaDoubleIntegral();

  /** Whole blood as the frame sees it, kBq/mL. */
  double[] blood();

  /** {@code ∫₀ᵗ Cb}, kBq/mL·min. */
  double[] bloodIntegral();

  /** {@code ∫₀ᵗ∫₀ˢ Cb}, kBq/mL·min². */
  double[] bloodDoubleIntegral();

  /**
   * Writes the tissue curve without its blood, {@code (C − vB Cb)/(1 − vB)}, and its integral.
   *
   * @param tac frame means, kBq/mL
   * @param bloodVolume fraction vB
   * @param tissue out, kBq/mL
   * @param integral out, {@code ∫₀ᵗ tissue}, kBq/mL·min
   * @param doubleIntegral out, kBq/mL·min², or null
   */
  void tissue(
      double[] tac,
      double bloodVolume,
      double[] tissue,
      double[] integral,
      double[] doubleIntegral);

  /** As {@link RunningIntegral#noise}, of the tissue. */
  default FrameIntegral noise() {
    return null;
  }

  /** Exact integrals of straight lines between blood samples. */
  static LinearScheme exact(
      FrameTiming timing, ArterialInput input, Sampling sampling, TissueIntegral method) {
    return new ExactLinear(timing, input, sampling, method);
  }
}
