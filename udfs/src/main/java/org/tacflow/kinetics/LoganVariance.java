package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;

/**
 * Variance of the Logan ordinate {@code y_f = ∫C/C_f}, from the frame weights by the delta method.
 *
 * <pre>
 * var y_f = Σ_{g&lt;f} (Δ_g/C_f)² / w_g + (Σ_{g&lt;f} C_g Δ_g / C_f²)² / w_f
 * </pre>
 *
 * over the frames with weight; relative, since weights are.
 */
final class LoganVariance {
  private final double[] durations;
  private final double[] weights;
  private final double[] variance;

  LoganVariance(FrameTiming timing, FrameWeights weights) {
    this.weights = weights.toArray();
    this.variance = new double[this.weights.length];
    this.durations = new double[this.weights.length];
    for (int f = 0; f < durations.length; f++) {
      durations[f] = timing.duration(f);
    }
  }

  /** The variances of one curve, infinite in frames of weight 0; overwritten by the next call. */
  double[] of(double[] tac) {
    double area = 0;
    double areaVariance = 0;
    for (int f = 0; f < variance.length; f++) {
      double squared = tac[f] * tac[f];
      variance[f] = areaVariance / squared + area * area / (squared * squared * weights[f]);
      area += tac[f] * durations[f];
      areaVariance += weights[f] > 0 ? durations[f] * durations[f] / weights[f] : 0;
    }
    return variance;
  }
}
