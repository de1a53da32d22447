package org.tacflow.curve;

import java.io.Serializable;

/** Weights of squared residuals, one per frame; 0 leaves a frame out. */
public final class FrameWeights implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] weights;

  private FrameWeights(double[] weights) {
    this.weights = weights;
  }

  /** Given weights: finite, ≥ 0, at least one above 0. */
  public static FrameWeights of(double[] weights) {
    boolean any = false;
    for (int f = 0; f < weights.length; f++) {
      if (!(weights[f] >= 0) || Double.isInfinite(weights[f])) {
        throw new IllegalArgumentException(
            "Invalid weight of frame " + f + ": " + weights[f] + " (must be finite and >= 0)");
      }
      any |= weights[f] > 0;
    }
    if (!any) {
      throw new IllegalArgumentException("Invalid weights: all zero (must have one above 0)");
    }
    return new FrameWeights(weights.clone());
  }

  /** Every frame counts alike. */
  public static FrameWeights uniform(int frames) {
    double[] ones = new double[frames];
    java.util.Arrays.fill(ones, 1);
    return of(ones);
  }

  /** Durations of the frames, min. */
  public static FrameWeights byDuration(FrameTiming timing) {
    double[] w = new double[timing.size()];
    for (int f = 0; f < w.length; f++) {
      w[f] = timing.duration(f);
    }
    return of(w);
  }

  /**
   * The inverse variance of a decay-corrected frame mean, scaled to mean 1.
   *
   * <p>{@code w_f ∝ duration_f / (C_f · dcf_f)} with {@code dcf = λΔ/(e^(−λ begin) − e^(−λ end))}
   * and {@code C} the curve of a large region, floored at 5 % of its maximum.
   *
   * @param curve frame means of a large region, any unit
   * @param halfLifeMinutes half-life of the radionuclide, min
   */
  public static FrameWeights inverseVariance(
      FrameTiming timing, double[] curve, double halfLifeMinutes) {
    double lambda = Math.log(2) / halfLifeMinutes;
    double max = 0;
    for (double c : curve) {
      max = Math.max(max, c);
    }
    double[] w = new double[timing.size()];
    double sum = 0;
    for (int f = 0; f < w.length; f++) {
      double x = lambda * timing.duration(f);
      double dcf = x / -Math.expm1(-x) * Math.exp(lambda * timing.begin(f));
      double level = max > 0 ? Math.max(curve[f], 0.05 * max) : 1;
      w[f] = timing.duration(f) / (level * dcf);
      sum += w[f];
    }
    for (int f = 0; f < w.length; f++) {
      w[f] *= w.length / sum;
    }
    return of(w);
  }

  /** Number of frames. */
  public int size() {
    return weights.length;
  }

  /** Weight of frame {@code f}. */
  public double get(int f) {
    return weights[f];
  }

  /** All weights, a copy. */
  public double[] toArray() {
    return weights.clone();
  }
}
