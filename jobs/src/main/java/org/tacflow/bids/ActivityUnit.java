package org.tacflow.bids;

import java.util.Locale;

/**
 * A unit of radioactivity concentration and its factor to kBq/mL.
 *
 * @param text as it was written
 * @param toKilobecquerelPerMillilitre factor to kBq/mL; 1 for arbitrary units
 * @param arbitrary whether the text says that the scale has no meaning
 * @param standard whether it is a concentration as it should be written
 */
public record ActivityUnit(
    String text, double toKilobecquerelPerMillilitre, boolean arbitrary, boolean standard) {

  /**
   * Reads a unit: {@code Bq/mL}, {@code kBq/ml}, {@code kBq/cc}, {@code nCi/mL}, DICOM's {@code
   * BQML}; {@code Bq} alone, which some programs write for Bq/mL, is not standard; {@code
   * arbitrary} passes with factor 1.
   *
   * @return null when it is none of them
   */
  public static ActivityUnit parse(String text) {
    String unit =
        text.strip().toLowerCase(Locale.ROOT).replace('µ', 'u').replace('μ', 'u').replace(" ", "");
    if (unit.startsWith("arbitrary") || unit.equals("unitless")) {
      return new ActivityUnit(text, 1, true, true);
    }
    if (unit.equals("bqml")) {
      return new ActivityUnit(text, 1e-3, false, true);
    }
    boolean perVolume = false;
    for (String volume : new String[] {"/ml", "/cc", "/cm3", "/cm^3", ".ml-1", "*ml-1", "*ml^-1"}) {
      if (unit.endsWith(volume)) {
        unit = unit.substring(0, unit.length() - volume.length());
        perVolume = true;
        break;
      }
    }
    double becquerel = becquerel(unit);
    return becquerel > 0 ? new ActivityUnit(text, becquerel / 1000, false, perVolume) : null;
  }

  /** Becquerel in one unit of activity ({@code Bq}, {@code MBq}, {@code mCi}), NaN when unknown. */
  public static double becquerel(String activity) {
    String unit = activity.strip().toLowerCase(Locale.ROOT).replace('µ', 'u').replace('μ', 'u');
    return switch (unit) {
      case "bq" -> 1;
      case "kbq" -> 1e3;
      case "mbq" -> 1e6;
      case "gbq" -> 1e9;
      case "pci" -> 0.037;
      case "nci" -> 37;
      case "uci" -> 37e3;
      case "mci" -> 37e6;
      case "ci" -> 37e9;
      default -> Double.NaN;
    };
  }
}
