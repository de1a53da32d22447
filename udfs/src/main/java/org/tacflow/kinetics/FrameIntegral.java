package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * The running integral of a curve that is known as one mean per frame.
 *
 * <p>Up to the middle of frame {@code f}: by trapezoids through the origin and the mid-frame
 * points, or as {@code Σ C_g Δ_g (g < f) + C_f Δ_f / 2} where gaps between frames (and before the
 * first) are bridged by straight lines or left out. Made once per scan; keeps no state.
 */
final class FrameIntegral implements RunningIntegral {
  private final TissueIntegral method;
  private final double[] begin;
  private final double[] mid;
  private final double[] duration;
  private final double[] gap;

  FrameIntegral(FrameTiming timing, TissueIntegral method) {
    int frames = timing.size();
    this.method = method;
    this.begin = timing.begins();
    this.mid = new double[frames];
    this.duration = new double[frames];
    this.gap = new double[frames];
    for (int f = 0; f < frames; f++) {
      mid[f] = timing.mid(f);
      duration[f] = timing.duration(f);
      double between = Math.max(0, f == 0 ? begin[0] : begin[f] - timing.end(f - 1));
      gap[f] = method == TissueIntegral.FRAME_DURATION_ONLY ? 0 : between;
    }
  }

  @Override
  public void running(double[] curve, double[] integral) {
    if (method == TissueIntegral.MID_TIME_TRAPEZOID) {
      trapezoids(curve, integral);
    } else {
      durations(curve, integral);
    }
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

  /** Writes the integral by trapezoids through mid-frame points whatever the method. */
  void trapezoids(double[] curve, double[] integral) {
    double sum = 0.5 * Math.max(0, mid[0]) * curve[0];
    integral[0] = sum;
    for (int f = 1; f < curve.length; f++) {
      sum += 0.5 * (mid[f] - mid[f - 1]) * (curve[f] + curve[f - 1]);
      integral[f] = sum;
    }
  }

  private void durations(double[] curve, double[] integral) {
    double before = 0;
    double previous = 0;
    for (int f = 0; f < curve.length; f++) {
      before += 0.5 * gap[f] * (previous + curve[f]);
      integral[f] = before + 0.5 * duration[f] * curve[f];
      before += duration[f] * curve[f];
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
