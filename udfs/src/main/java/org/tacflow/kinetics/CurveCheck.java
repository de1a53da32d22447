package org.tacflow.kinetics;

import org.tacflow.curve.FrameWeights;

/** What a curve must be before any model looks at it. */
final class CurveCheck {
  private final double[] weights;
  private final boolean allFrames;
  private final int used;
  private final int needed;

  private CurveCheck(FrameWeights weights, boolean allFrames, int needed) {
    this.weights = weights.toArray();
    this.allFrames = allFrames;
    this.needed = needed;
    int count = 0;
    for (double w : this.weights) {
      count += w > 0 ? 1 : 0;
    }
    this.used = count;
  }

  /** For a model that looks at frames with weight only and needs so many of them. */
  static CurveCheck ofWeighted(FrameWeights weights, int needed) {
    return new CurveCheck(weights, false, needed);
  }

  /** For a model that integrates the curve, and so needs a number in every frame. */
  static CurveCheck ofAll(FrameWeights weights, int needed) {
    return new CurveCheck(weights, true, needed);
  }

  /**
   * For a linear model that uses the late frames and integrates over all of them.
   *
   * @param used weights of the used frames, null when there is none
   * @param frames frames of the scan
   */
  static CurveCheck ofLate(FrameWeights used, int frames, int needed) {
    // Without a used frame every curve is too short; which weights stand in does not matter.
    return used == null
        ? new CurveCheck(FrameWeights.uniform(frames), true, Integer.MAX_VALUE)
        : new CurveCheck(used, true, needed);
  }

  /** Frames with weight. */
  int used() {
    return needed == Integer.MAX_VALUE ? 0 : used;
  }

  /**
   * The status of a curve that no model can use, or null.
   *
   * <p>In this order: too few frames with weight; another number of frames than the scan, or NaN or
   * an infinity; no variation, or a weighted sum that is not positive.
   */
  Status refuse(double[] tac) {
    if (used < needed) {
      return Status.TOO_FEW_FRAMES;
    }
    if (tac.length != weights.length) {
      return Status.INVALID_CURVE;
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int f = 0; f < tac.length; f++) {
      double y = tac[f];
      if (weights[f] > 0) {
        least = y < least ? y : least;
        most = y > most ? y : most;
        sum += weights[f] * y;
      } else if (allFrames && !Double.isFinite(y)) {
        return Status.INVALID_CURVE;
      }
    }
    // A NaN leaves no trace in least and most, but in the sum.
    if (!Double.isFinite(sum)) {
      return Status.INVALID_CURVE;
    }
    boolean constant = !(most > least);
    return constant || !(sum > 0) ? Status.NO_SIGNAL : null;
  }
}
