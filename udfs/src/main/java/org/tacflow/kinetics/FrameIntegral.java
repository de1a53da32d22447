package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * The running integral of a curve that is known as one mean per frame, as a recursion over frames.
 *
 * <pre>
 * I_f = I_(f−1) + α_f C_(f−1) + β_f C_f        up to the middle of frame f
 * trapezoids of middles m:  α = β = (m_f − m_(f−1))/2, through the origin
 * durations Δ:              α = Δ_(f−1)/2, β = Δ_f/2
 * </pre>
 *
 * With durations, gaps between frames (and before the first) are bridged by straight lines, which
 * adds half the gap to both, or left out. Made once per scan; keeps no state.
 */
final class FrameIntegral implements RunningIntegral {
  private final TissueIntegral method;
  private final double[] mid;
  private final double[] duration;
  private final double[] gap;
  private final double[] before;
  private final double[] here;

  FrameIntegral(FrameTiming timing, TissueIntegral method) {
    int frames = timing.size();
    this.method = method;
    this.mid = new double[frames];
    this.duration = new double[frames];
    this.gap = new double[frames];
    this.before = new double[frames];
    this.here = new double[frames];
    for (int f = 0; f < frames; f++) {
      mid[f] = timing.mid(f);
      duration[f] = timing.duration(f);
      double between = timing.begin(f) - (f == 0 ? 0 : timing.end(f - 1));
      gap[f] = method == TissueIntegral.FRAME_DURATION_ONLY ? 0 : Math.max(0, between);
      if (method == TissueIntegral.MID_TIME_TRAPEZOID) {
        here[f] = 0.5 * (f == 0 ? Math.max(0, mid[0]) : mid[f] - mid[f - 1]);
        before[f] = f == 0 ? 0 : here[f];
      } else {
        here[f] = 0.5 * (duration[f] + gap[f]);
        before[f] = f == 0 ? 0 : 0.5 * (duration[f - 1] + gap[f]);
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

  @Override
  public void running(double[] curve, double[] integral) {
    double sum = 0;
    for (int f = 0; f < curve.length; f++) {
      sum += here[f] * curve[f] + (f > 0 ? before[f] * curve[f - 1] : 0);
      integral[f] = sum;
    }
  }

  @Override
  public FrameIntegral noise() {
    return this;
  }

  /**
   * Writes the integral and the integral of that, without another approximation: the curve runs in
   * the same lines or steps for both.
   *
   * @param integral out, curve unit · min
   * @param twice out, curve unit · min²
   */
  void runningTwice(double[] curve, double[] integral, double[] twice) {
    running(curve, integral);
    boolean lines = method == TissueIntegral.MID_TIME_TRAPEZOID;
    double once = 0;
    double sum = 0;
    double previous = 0;
    for (int f = 0; f < curve.length; f++) {
      double step = gap[f];
      if (lines) {
        step = f == 0 ? Math.max(0, mid[0]) : mid[f] - mid[f - 1];
      }
      sum += step * once + step * step * (previous / 3 + curve[f] / 6);
      once += 0.5 * step * (previous + curve[f]);
      twice[f] = sum;
      if (!lines) {
        double half = 0.5 * duration[f];
        twice[f] += half * once + 0.5 * half * half * curve[f];
        sum += duration[f] * once + 0.5 * duration[f] * duration[f] * curve[f];
        once += duration[f] * curve[f];
      }
      previous = curve[f];
    }
  }

  /** Straight lines through the origin and the mid-frame points; frames before 0 are left out. */
  static PiecewiseLinear line(FrameTiming timing, double[] curve) {
    int skipped = 0;
    while (skipped < curve.length && timing.mid(skipped) <= 0) {
      skipped++;
    }
    int knots = curve.length - skipped + 1;
    double[] times = new double[knots];
    double[] values = new double[knots];
    for (int k = 1; k < knots; k++) {
      times[k] = timing.mid(skipped + k - 1);
      values[k] = curve[skipped + k - 1];
    }
    return PiecewiseLinear.of(times, values);
  }
}
