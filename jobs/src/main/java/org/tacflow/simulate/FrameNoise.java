package org.tacflow.simulate;

import org.tacflow.curve.FrameTiming;

/**
 * Noise of frame means: standard deviation of a value in each frame.
 *
 * <pre>
 * sd = α √(C exp(λ t_mid) / duration),   λ = ln 2 / half-life
 * </pre>
 *
 * on decay-corrected data; α is set so that a reference curve has a given coefficient of variation
 * in its last frame.
 */
final class FrameNoise {
  private final double[] factor;

  private FrameNoise(double[] factor) {
    this.factor = factor;
  }

  /**
   * Noise whose last frame has a coefficient of variation.
   *
   * @param reference curve that has it, kBq/mL
   * @param variation sd over mean of the last frame of the reference; 0 for none
   */
  static FrameNoise of(
      FrameTiming timing, double halfLifeSeconds, double[] reference, double variation) {
    double[] factor = new double[timing.size()];
    for (int f = 0; f < factor.length; f++) {
      double decay = Math.exp(Math.log(2) * 60 / halfLifeSeconds * timing.mid(f));
      factor[f] = Math.sqrt(decay / timing.duration(f));
    }
    int last = factor.length - 1;
    double alpha = variation * Math.sqrt(reference[last]) / factor[last];
    for (int f = 0; f <= last; f++) {
      factor[f] *= alpha;
    }
    return new FrameNoise(factor);
  }

  /** Standard deviation of a value {@code c} in frame {@code f}. */
  double sd(int f, double c) {
    return factor[f] * Math.sqrt(Math.max(0, c));
  }
}
