package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;

/**
 * The running integral of tissue curves as a recursion over frames.
 *
 * <pre>
 * I_f = I_(f−1) + α_f C_(f−1) + β_f C_f
 * trapezoids of middles: α = β = (m_f − m_(f−1))/2, from (0, 0) on
 * durations: α = d_(f−1)/2, β = d_f/2
 * </pre>
 */
final class TissueIntegration {
  private final double[] before;
  private final double[] here;

  TissueIntegration(FrameTiming timing, ModelSettings.TissueIntegral kind) {
    int n = timing.size();
    this.before = new double[n];
    this.here = new double[n];
    for (int f = 0; f < n; f++) {
      switch (kind) {
        case MID_TIME_TRAPEZOID -> {
          double half = 0.5 * (timing.mid(f) - (f > 0 ? timing.mid(f - 1) : 0));
          before[f] = f > 0 ? half : 0;
          here[f] = half;
        }
        case FRAME_DURATION -> {
          double gap = timing.begin(f) - (f > 0 ? timing.end(f - 1) : 0);
          double bridged = 0.5 * Math.max(0, gap);
          before[f] = f > 0 ? 0.5 * timing.duration(f - 1) + bridged : 0;
          here[f] = 0.5 * timing.duration(f) + bridged;
        }
        case FRAME_DURATION_ONLY -> {
          before[f] = f > 0 ? 0.5 * timing.duration(f - 1) : 0;
          here[f] = 0.5 * timing.duration(f);
        }
      }
    }
  }

  /** Factor α of the frame before. */
  double before(int f) {
    return before[f];
  }

  /** Factor β of the frame itself. */
  double here(int f) {
    return here[f];
  }

  /** Coefficients by which {@code I_f} is a weighted sum of the frames up to {@code f}. */
  double[] coefficients(int f) {
    double[] c = new double[before.length];
    for (int g = 0; g <= f; g++) {
      c[g] += here[g];
      if (g > 0) {
        c[g - 1] += before[g];
      }
    }
    return c;
  }

  /** The integral at every frame. */
  double[] integrate(double[] curve) {
    double[] integral = new double[curve.length];
    double sum = 0;
    for (int f = 0; f < curve.length; f++) {
      sum += here[f] * curve[f] + (f > 0 ? before[f] * curve[f - 1] : 0);
      integral[f] = sum;
    }
    return integral;
  }
}
