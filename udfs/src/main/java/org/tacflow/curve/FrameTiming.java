package org.tacflow.curve;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The frames of one scan: begins and ends in minutes after injection.
 *
 * <p>Frames follow one another and may leave gaps. Two neighbours may share less than half of the
 * shorter one, as an interrupted scan leaves them; more is taken for wrong times.
 */
public final class FrameTiming implements Serializable {
  private static final long serialVersionUID = 1L;
  // Sidecars round to milliseconds or write sums of decimals; a smaller overlap is rounding.
  private static final double ROUNDING_SECONDS = 0.05;

  private final double[] begins;
  private final double[] ends;

  private FrameTiming(double[] begins, double[] ends) {
    this.begins = begins;
    this.ends = ends;
  }

  /**
   * Frames from seconds after injection.
   *
   * @param begins frame begins in s, increasing
   * @param ends frame ends in s, each after its begin and not after the next begin
   */
  public static FrameTiming ofSeconds(double[] begins, double[] ends) {
    if (begins.length == 0 || begins.length != ends.length) {
      throw new IllegalArgumentException(
          "Invalid frames: "
              + begins.length
              + " begins and "
              + ends.length
              + " ends (must be as many of each, at least one)");
    }
    double[] from = new double[begins.length];
    double[] to = new double[begins.length];
    for (int f = 0; f < begins.length; f++) {
      if (!Double.isFinite(begins[f]) || !(ends[f] > begins[f])) {
        throw new IllegalArgumentException(
            "Invalid frame "
                + f
                + ": "
                + begins[f]
                + " s to "
                + ends[f]
                + " s (must be finite and end after it begins)");
      }
      if (f > 0 && !(ends[f - 1] - begins[f] < tolerableOverlap(begins, ends, f))) {
        throw new IllegalArgumentException(
            "Invalid frame "
                + f
                + ": begins at "
                + begins[f]
                + " s before the end of frame "
                + (f - 1)
                + " at "
                + ends[f - 1]
                + " s (must overlap by less than half of the shorter)");
      }
      boolean rounding = f > 0 && Math.abs(begins[f] - ends[f - 1]) < ROUNDING_SECONDS;
      from[f] = (rounding ? Math.max(begins[f], ends[f - 1]) : begins[f]) / 60;
      to[f] = ends[f] / 60;
    }
    return new FrameTiming(from, to);
  }

  private static double tolerableOverlap(double[] begins, double[] ends, int frame) {
    return 0.5 * Math.min(ends[frame] - begins[frame], ends[frame - 1] - begins[frame - 1]);
  }

  /** Frames from minutes after injection, as a table keeps them; checked as those from seconds. */
  public static FrameTiming ofMinutes(double[] begins, double[] ends) {
    ofSeconds(scaled(begins), scaled(ends));
    // The given minutes themselves, so that a round trip through a table keeps every bit.
    return new FrameTiming(begins.clone(), ends.clone());
  }

  private static double[] scaled(double[] minutes) {
    double[] seconds = minutes.clone();
    for (int f = 0; f < seconds.length; f++) {
      seconds[f] *= 60;
    }
    return seconds;
  }

  /** The first {@code frames} of these. */
  public FrameTiming first(int frames) {
    return new FrameTiming(Arrays.copyOf(begins, frames), Arrays.copyOf(ends, frames));
  }

  /** Number of frames. */
  public int size() {
    return begins.length;
  }

  /** Begin of frame {@code f}, min. */
  public double begin(int f) {
    return begins[f];
  }

  /** End of frame {@code f}, min. */
  public double end(int f) {
    return ends[f];
  }

  /** Middle of frame {@code f}, min. */
  public double mid(int f) {
    return 0.5 * (begins[f] + ends[f]);
  }

  /** Duration of frame {@code f}, min. */
  public double duration(int f) {
    return ends[f] - begins[f];
  }

  /** Begins in min, a copy. */
  public double[] begins() {
    return begins.clone();
  }

  /** Ends in min, a copy. */
  public double[] ends() {
    return ends.clone();
  }

  /** End of the last frame, min. */
  public double scanEnd() {
    return ends[ends.length - 1];
  }
}
