package org.tacflow.kinetics;

import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.ExponentialConvolution.Sampling;

/**
 * What the frames of a scan see of an input: the building blocks of every compartment model.
 *
 * <p>The input is plasma for arterial models and the reference curve for reference models.
 */
public interface ForwardScheme {
  /** Number of frames. */
  int frames();

  /**
   * Writes the response to an exponential, {@code ∫₀ᵗ Cp(s) exp(−θ(t − s)) ds}, at every frame.
   *
   * @param theta rate, 1/min, ≥ 0
   * @param response out, kBq/mL·min, one per frame
   * @param derivative out, derivative in {@code theta}, one per frame, or null
   */
  void response(double theta, double[] response, double[] derivative);

  /**
   * The running integral of the input, {@code ∫₀ᵗ Cp(s) ds}, at every frame, kBq/mL·min.
   *
   * @return one value per frame, not to be changed
   */
  double[] integral();

  /**
   * What reaches a frame unchanged, kBq/mL: whole blood, or the reference curve itself.
   *
   * @return one value per frame, not to be changed
   */
  double[] direct();

  /** Whether the frames see anything of the input, directly and as an integral. */
  default boolean hasSignal() {
    double seen = 0;
    double gathered = 0;
    for (int f = 0; f < frames(); f++) {
      seen += direct()[f] * direct()[f];
      gathered += integral()[f] * integral()[f];
    }
    return seen > 0 && gathered > 0;
  }

  /** Exact convolution of straight lines between blood samples. */
  static ForwardScheme exact(FrameTiming timing, ArterialInput input, Sampling sampling) {
    return ExactForward.ofBlood(timing, input, sampling);
  }

  /** Exact convolution of straight lines through the origin and the frames of a reference curve. */
  static ForwardScheme exact(FrameTiming timing, ReferenceInput input, Sampling sampling) {
    return ExactForward.ofReference(timing, input, sampling);
  }
}
