package org.tacflow.jobs;

import java.util.Locale;

/** How long work will take that goes on as it has gone so far. */
final class TimeLeft {
  // Below this share the time so far says nothing of the time left.
  private static final double SMALLEST_SHARE = 0.02;

  private TimeLeft() {}

  /** Words to follow a count; empty at the beginning and at the end. */
  static String text(double share, double seconds) {
    if (share < SMALLEST_SHARE || share >= 1) {
      return "";
    }
    double left = seconds * (1 - share) / share;
    return left < 90
        ? String.format(Locale.ROOT, ", %.0f s left", left)
        : String.format(Locale.ROOT, ", %.0f min left", left / 60);
  }
}
