package org.tacflow.kinetics;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.tacflow.curve.FrameTiming;
import org.tacflow.testing.Pbr28Scan;

/**
 * The forward scheme of kinfitr 0.9.1, as the README of the golden numbers describes it.
 *
 * <p>Input on 6000 equally spaced points from 0 to the last mid-frame time, convolution as the
 * plain sum of products times the step, straight lines to the mid-frame times. Written from that
 * description to compare numbers; the product convolves exactly instead.
 */
final class KinfitrScheme implements ForwardScheme {
  private static final int POINTS = 6000;

  private final double[] times;
  private final double[] plasma;
  private final double[] blood;
  private final double[] frameTimes;
  private final double step;

  private KinfitrScheme(double[] frameTimes, double[] times, double[] plasma, double[] blood) {
    this.frameTimes = frameTimes;
    this.times = times;
    this.plasma = plasma;
    this.blood = blood;
    this.step = times[1] - times[0];
  }

  /** The scheme of one scan with its input shifted by {@code shift} minutes. */
  static KinfitrScheme of(Pbr28Scan scan, double shift) {
    return shifts(scan).apply(shift);
  }

  /** The schemes of one scan for any shift of its input in minutes. */
  static DoubleFunction<ForwardScheme> anyShift(Pbr28Scan scan) {
    return shifts(scan)::apply;
  }

  private static DoubleFunction<KinfitrScheme> shifts(Pbr28Scan scan) {
    double[] sampled = grid(scan.bloodTimes()[scan.bloodTimes().length - 1]);
    double[] plasma = onGrid(scan.bloodTimes(), zeroAtStart(scan.plasma()), sampled);
    double[] blood = onGrid(scan.bloodTimes(), zeroAtStart(scan.wholeBlood()), sampled);
    return shift -> shifted(scan.timing(), sampled, plasma, blood, shift);
  }

  private static KinfitrScheme shifted(
      FrameTiming timing, double[] sampled, double[] plasma, double[] blood, double shift) {
    double[] mids = new double[timing.size()];
    for (int f = 0; f < mids.length; f++) {
      mids[f] = timing.mid(f) + Math.max(0, -shift);
    }
    double last = mids[mids.length - 1];
    double[] moved = sampled;
    if (shift > 0) {
      // A zero in front; what comes after it lies later by the shift.
      moved = new double[POINTS + 1];
      for (int i = 0; i < POINTS; i++) {
        moved[i + 1] = sampled[i] + shift;
      }
    }
    double[] parent = shift > 0 ? inFront(plasma) : plasma;
    double[] whole = shift > 0 ? inFront(blood) : blood;
    // The first sample after the last mid-frame time is moved onto it, with its value.
    int beyond = 0;
    while (beyond < moved.length && moved[beyond] <= last) {
      beyond++;
    }
    if (beyond < moved.length) {
      moved = Arrays.copyOf(moved, beyond + 1);
      moved[beyond] = last;
      parent = Arrays.copyOf(parent, beyond + 1);
      whole = Arrays.copyOf(whole, beyond + 1);
    }
    double[] times = grid(last);
    return new KinfitrScheme(
        mids, times, onGrid(moved, parent, times), onGrid(moved, whole, times));
  }

  private static double[] zeroAtStart(double[] values) {
    double[] copy = values.clone();
    copy[0] = 0;
    return copy;
  }

  private static double[] inFront(double[] values) {
    double[] longer = new double[values.length + 1];
    System.arraycopy(values, 0, longer, 1, values.length);
    return longer;
  }

  private static double[] grid(double end) {
    double[] grid = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      grid[i] = end * i / (POINTS - 1);
    }
    return grid;
  }

  /** Straight lines between points; the last value is carried on. */
  static double[] onGrid(double[] x, double[] y, double[] at) {
    double[] out = new double[at.length];
    int i = 0;
    for (int k = 0; k < at.length; k++) {
      while (i < x.length - 2 && x[i + 1] < at[k]) {
        i++;
      }
      if (at[k] >= x[x.length - 1]) {
        out[k] = y[y.length - 1];
      } else {
        out[k] = y[i] + (at[k] - x[i]) / (x[i + 1] - x[i]) * (y[i + 1] - y[i]);
      }
    }
    return out;
  }

  /** A grid curve at the frames. */
  double[] atFrames(double[] curve) {
    double[] out = new double[frameTimes.length];
    for (int f = 0; f < out.length; f++) {
      int i = Math.max(0, Math.min(POINTS - 2, (int) (frameTimes[f] / step)));
      out[f] = curve[i] + (frameTimes[f] - times[i]) / step * (curve[i + 1] - curve[i]);
    }
    return out;
  }

  double[] plasmaAtFrames() {
    return atFrames(plasma);
  }

  double[] frameTimes() {
    return frameTimes;
  }

  double[] times() {
    return times;
  }

  double[] plasmaOnGrid() {
    return plasma;
  }

  double[] bloodOnGrid() {
    return blood;
  }

  /** Running integral by trapezoids. */
  static double[] trapezoids(double[] x, double[] y) {
    double[] sum = new double[x.length];
    for (int i = 1; i < x.length; i++) {
      sum[i] = sum[i - 1] + 0.5 * (x[i] - x[i - 1]) * (y[i] + y[i - 1]);
    }
    return sum;
  }

  @Override
  public int frames() {
    return frameTimes.length;
  }

  @Override
  public void response(double theta, double[] response, double[] derivative) {
    System.arraycopy(convolved(theta, derivative), 0, response, 0, response.length);
  }

  private double[] convolved(double theta, double[] derivative) {
    double decay = Math.exp(-theta * step);
    double[] c = new double[POINTS];
    double[] d = new double[POINTS];
    c[0] = step * plasma[0];
    for (int i = 1; i < POINTS; i++) {
      c[i] = decay * c[i - 1] + step * plasma[i];
      d[i] = decay * (d[i - 1] - step * c[i - 1]);
    }
    if (derivative != null) {
      System.arraycopy(atFrames(d), 0, derivative, 0, derivative.length);
    }
    return atFrames(c);
  }

  @Override
  public double[] integral() {
    return atFrames(trapezoids(times, plasma));
  }

  @Override
  public double[] direct() {
    return atFrames(blood);
  }
}
