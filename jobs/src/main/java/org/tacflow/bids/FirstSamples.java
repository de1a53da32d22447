package org.tacflow.bids;

import java.util.List;
import java.util.Locale;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.numerics.PiecewiseLinear;

/** Notes manual samples whose plasma and whole blood begin with the same numbers. */
final class FirstSamples {
  private FirstSamples() {}

  /**
   * Adds a flag when the first samples above zero are equal in both, which two counts never are.
   */
  static void check(ArterialSamples samples, List<Flag> flags) {
    PiecewiseLinear whole = samples.wholeBlood();
    PiecewiseLinear plasma = samples.plasma();
    if (whole == null) {
      return;
    }
    int equal = 0;
    double last = Double.NaN;
    for (int i = 0; i < Math.min(whole.size(), plasma.size()); i++) {
      double value = plasma.valueAtKnot(i);
      if (plasma.time(i) != whole.time(i) || value != whole.valueAtKnot(i)) {
        break;
      }
      equal += value != 0 ? 1 : 0;
      last = plasma.time(i);
    }
    if (equal > 0) {
      flags.add(
          new Flag(
              BloodChecks.FIRST_SAMPLES_EQUAL,
              String.format(
                  Locale.ROOT,
                  "plasma and whole blood are the same up to %.3g min (was one of them measured?)",
                  last)));
    }
  }
}
