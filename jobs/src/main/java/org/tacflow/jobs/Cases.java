package org.tacflow.jobs;

import java.util.Locale;

/** A single person's numbers in words, where there are too few for a test. */
final class Cases {
  private Cases() {}

  /** {@code sub-01: 4.215, 27}; NaN is left out. */
  static String text(CaseScan scan, double value, double score) {
    String person = scan.participant() + (scan.session() == null ? "" : " " + scan.session());
    String outcome = Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.5g", value);
    String second = Double.isNaN(score) ? "" : String.format(Locale.ROOT, ", %.5g", score);
    return person + ": " + outcome + second;
  }
}
