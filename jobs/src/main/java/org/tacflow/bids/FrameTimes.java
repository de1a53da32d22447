package org.tacflow.bids;

import java.util.List;
import java.util.Locale;
import org.tacflow.curve.FrameTiming;

/**
 * Checks frame times before any fit: order, overlap, gaps, units.
 *
 * <p>Impossible times are refused with a hint at the usual mistake behind them: durations that are
 * ends, milliseconds, minutes.
 */
final class FrameTimes {
  private static final double ROUNDING_SECONDS = 0.05;
  private static final double DAY_SECONDS = 86400;
  // A whole dynamic scan shorter than this holds no kinetics: such times are minutes.
  private static final double SHORTEST_SCAN_SECONDS = 150;

  private FrameTimes() {}

  /**
   * Frames after injection.
   *
   * @param source what messages call it
   * @param starts frame starts on the clock of the data set, s
   * @param durations frame durations, s
   * @param injectionStart injection on that clock, s
   * @param flags where a gap or a small overlap is noted
   */
  static FrameTiming of(
      String source, double[] starts, double[] durations, double injectionStart, List<Flag> flags)
      throws ScanException {
    if (starts.length != durations.length || starts.length == 0) {
      throw new ScanException(
          "Invalid frames in "
              + source
              + ": "
              + starts.length
              + " FrameTimesStart and "
              + durations.length
              + " FrameDuration (must be as many of each, at least one)");
    }
    int frames = starts.length;
    double[] begins = new double[frames];
    double[] ends = new double[frames];
    for (int f = 0; f < frames; f++) {
      if (!(durations[f] > 0)) {
        throw new ScanException(
            invalid(source, f) + "duration " + durations[f] + " s (must be > 0)");
      }
      begins[f] = starts[f] - injectionStart;
      ends[f] = begins[f] + durations[f];
    }
    checkMagnitude(source, begins, ends);
    for (int f = 1; f < frames; f++) {
      double gap = begins[f] - ends[f - 1];
      if (gap < -ROUNDING_SECONDS && -gap < 0.5 * Math.min(durations[f], durations[f - 1])) {
        flags.add(
            new Flag(
                Flag.FRAME_OVERLAP,
                String.format(
                    Locale.ROOT,
                    "%.4g s of frame %d of %s lie in the one before",
                    -gap,
                    f,
                    source)));
      } else if (gap < -ROUNDING_SECONDS) {
        throw new ScanException(
            invalid(source, f)
                + String.format(
                    Locale.ROOT,
                    "it begins at %s s, %.4g s before frame %d ends (must overlap by less than half of the shorter; %s)",
                    starts[f],
                    -gap,
                    f - 1,
                    hint(starts, durations, f)));
      }
      if (gap > ROUNDING_SECONDS) {
        flags.add(
            new Flag(
                Flag.FRAME_GAP,
                String.format(Locale.ROOT, "%.4g s before frame %d of %s", gap, f, source)));
      }
    }
    return FrameTiming.ofSeconds(begins, ends);
  }

  private static String invalid(String source, int frame) {
    return "Invalid frame " + frame + " in " + source + ": ";
  }

  private static void checkMagnitude(String source, double[] begins, double[] ends)
      throws ScanException {
    for (int f = 0; f < begins.length; f++) {
      boolean late = begins[f] > DAY_SECONDS || ends[f] > 2 * DAY_SECONDS;
      boolean leap = f > 0 && begins[f] > 600 && begins[f] > 20 * ends[f - 1];
      if (late || leap) {
        throw new ScanException(
            invalid(source, f)
                + "it begins at "
                + begins[f]
                + " s (looks_like_milliseconds: must be seconds after TimeZero)");
      }
    }
    boolean minutes = begins.length >= 10 && ends[ends.length - 1] < SHORTEST_SCAN_SECONDS;
    if (minutes) {
      throw new ScanException(
          "Invalid frames in "
              + source
              + ": "
              + begins.length
              + " frames end at "
              + ends[ends.length - 1]
              + " s (looks_like_minutes: must be seconds)");
    }
  }

  private static String hint(double[] starts, double[] durations, int frame) {
    boolean areEnds = true;
    for (int f = 0; f + 1 < starts.length; f++) {
      areEnds &= Math.abs(durations[f] - starts[f + 1]) <= ROUNDING_SECONDS;
    }
    if (areEnds) {
      return "durations_look_like_ends: FrameDuration holds the frame ends";
    }
    if (starts[frame] < starts[frame - 1]) {
      return "starts_not_increasing: correct FrameTimesStart";
    }
    return "frames_overlap: correct FrameTimesStart or FrameDuration";
  }
}
