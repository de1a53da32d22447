package org.tacflow.bids;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Notes what is odd about regional curves; changes nothing. */
final class CurveChecks {
  private CurveChecks() {}

  /** Adds flags for negative and missing values and a collapsed last frame. */
  static void check(String source, Map<String, double[]> curves, List<Flag> flags) {
    int negative = 0;
    int missing = 0;
    String first = null;
    int frames = 0;
    for (Map.Entry<String, double[]> entry : curves.entrySet()) {
      frames = entry.getValue().length;
      for (double value : entry.getValue()) {
        if (Double.isNaN(value)) {
          missing++;
        } else if (value < 0) {
          negative++;
        } else {
          continue;
        }
        first = first == null ? entry.getKey() : first;
      }
    }
    if (negative > 0) {
      flags.add(
          new Flag(
              Flag.NEGATIVE_VALUES,
              negative + " negative values in " + source + ", first in " + first));
    }
    if (missing > 0) {
      flags.add(
          new Flag(
              Flag.MISSING_VALUES,
              missing + " missing values in " + source + ", first in " + first));
    }
    double[] mean = mean(curves.values(), frames);
    // Washout slows down; a last step that loses 30 % more than the step before is an interruption.
    boolean collapsed =
        frames >= 10
            && mean[frames - 1] * mean[frames - 3] < 0.7 * mean[frames - 2] * mean[frames - 2];
    if (collapsed) {
      flags.add(
          new Flag(
              Flag.LAST_FRAME_LOW,
              String.format(
                  Locale.ROOT,
                  "last frame of %s is %.2g of the one before (an interrupted frame?)",
                  source,
                  mean[frames - 1] / mean[frames - 2])));
    }
  }

  /** Highest value of the unweighted mean over regions. */
  static double peakOfMean(Collection<double[]> curves, int frames) {
    double peak = 0;
    for (double value : mean(curves, frames)) {
      peak = Math.max(peak, value);
    }
    return peak;
  }

  private static double[] mean(Collection<double[]> curves, int frames) {
    double[] sum = new double[frames];
    int[] n = new int[frames];
    for (double[] curve : curves) {
      for (int f = 0; f < frames; f++) {
        if (!Double.isNaN(curve[f])) {
          sum[f] += curve[f];
          n[f]++;
        }
      }
    }
    for (int f = 0; f < frames; f++) {
      sum[f] = n[f] > 0 ? sum[f] / n[f] : Double.NaN;
    }
    return sum;
  }
}
