package org.tacflow.bids;

import java.util.List;

/** Reads a unit of activity concentration and notes what is odd about it. */
final class Units {
  private Units() {}

  /** The unit of a text; an unknown one refuses the scan. */
  static ActivityUnit checked(String text, String source, List<Flag> flags) throws ScanException {
    ActivityUnit unit = ActivityUnit.parse(text);
    if (unit == null) {
      throw new ScanException(
          "Invalid Units in " + source + ": " + text + " (must be Bq/mL, kBq/mL, nCi/mL, ...)");
    }
    if (unit.arbitrary()) {
      flags.add(
          new Flag(
              Flag.UNITS_ARBITRARY,
              "\"" + text + "\" in " + source + "; values pass as they are, SUV has no meaning"));
    }
    if (!unit.standard()) {
      flags.add(
          new Flag(
              Flag.UNITS_SPELLING, "\"" + text + "\" in " + source + "; taken as " + text + "/mL"));
    }
    return unit;
  }
}
