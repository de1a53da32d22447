package org.tacflow.bids;

import java.util.List;
import java.util.Locale;

/** Reads the injected dose and the body weight, and checks whether they can be true. */
final class Dose {
  private static final double SMALLEST_MBQ = 20;
  private static final double LARGEST_MBQ = 1000;
  private static final String[] UNITS = {"kBq", "MBq", "GBq", "Bq", "uCi", "mCi"};

  private Dose() {}

  /** The dose as written, MBq; NaN with a flag when there is none. Never repaired. */
  static double megabecquerel(Metadata sidecar, List<Flag> flags) throws ScanException {
    double value = sidecar.number("InjectedRadioactivity");
    String unit = sidecar.text("InjectedRadioactivityUnits");
    double factor = unit == null ? Double.NaN : ActivityUnit.becquerel(unit) / 1e6;
    double dose = value * factor;
    if (!(dose > 0)) {
      flags.add(
          new Flag(
              Flag.DOSE_MISSING,
              "InjectedRadioactivity is "
                  + value
                  + " "
                  + unit
                  + " in "
                  + sidecar.source()
                  + "; no SUV"));
      return Double.NaN;
    }
    if (!isPlausible(dose)) {
      flags.add(
          new Flag(
              Flag.DOSE_IMPLAUSIBLE,
              String.format(
                  Locale.ROOT,
                  "%s %s in %s is %.6g MBq (plausible is %.0f to %.0f MBq; %s)",
                  value,
                  unit,
                  sidecar.source(),
                  dose,
                  SMALLEST_MBQ,
                  LARGEST_MBQ,
                  remedy(value, sidecar.number("RadionuclideTotalDose")))));
    }
    return dose;
  }

  private static boolean isPlausible(double megabecquerel) {
    return megabecquerel >= SMALLEST_MBQ && megabecquerel <= LARGEST_MBQ;
  }

  private static String remedy(double value, double totalDoseBecquerel) {
    StringBuilder remedy = new StringBuilder();
    for (String unit : UNITS) {
      double dose = value * ActivityUnit.becquerel(unit) / 1e6;
      if (isPlausible(dose)) {
        remedy.append(String.format(Locale.ROOT, "unit %s would make it %.6g MBq", unit, dose));
        break;
      }
    }
    if (remedy.isEmpty()) {
      remedy.append("no unit makes it plausible");
    }
    if (totalDoseBecquerel > 0) {
      remedy.append(
          String.format(
              Locale.ROOT, "; RadionuclideTotalDose says %.6g MBq", totalDoseBecquerel / 1e6));
    }
    return remedy.toString();
  }

  /**
   * Body weight of a sidecar in kg, NaN when there is none; not flagged: it is usually a column.
   */
  static double bodyWeight(Metadata sidecar, List<Flag> flags) throws ScanException {
    double weight = sidecar.number("BodyWeight");
    String unit = sidecar.text("BodyWeightUnits");
    if (unit != null && !unit.equalsIgnoreCase("kg") && !Double.isNaN(weight)) {
      if (!unit.equalsIgnoreCase("g")) {
        flags.add(
            new Flag(
                Flag.UNITS_SPELLING,
                "BodyWeightUnits is "
                    + unit
                    + " in "
                    + sidecar.source()
                    + " (must be kg); unused"));
        return Double.NaN;
      }
      weight /= 1000;
    }
    return weight > 0 ? weight : Double.NaN;
  }
}
