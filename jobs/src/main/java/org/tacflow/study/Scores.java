package org.tacflow.study;

import java.math.BigDecimal;
import org.tacflow.study.ClinicalScore.Status;

/** How the text of one cell becomes a score of a scale. */
final class Scores {
  private Scores() {}

  /** What a cell means: a status, a number where accepted, a reason where not. */
  record Reading(Status status, double value, String reason) {}

  /**
   * Reads one cell.
   *
   * @param scale the scale
   * @param text the cell; null when missing
   */
  static Reading read(Scale scale, String text) {
    if (text == null || text.isBlank() || text.equalsIgnoreCase("NA") || text.equals(".")) {
      return refused(Status.MISSING, "not recorded");
    }
    if (scale.kind() == Scale.Kind.NOMINAL) {
      boolean known = scale.levels().isEmpty() || scale.levels().contains(text);
      return known
          ? refused(Status.LABEL, "a label, not a number")
          : refused(Status.UNKNOWN_LABEL, invalid(scale, text));
    }
    double value = number(text);
    if (!Double.isFinite(value)) {
      return refused(Status.NOT_A_NUMBER, invalid(scale, text));
    }
    String special = scale.specialMeaning(value);
    if (special != null) {
      return refused(Status.SPECIAL_CODE, "code " + text + ": " + special);
    }
    if (!scale.inRange(value)) {
      return refused(Status.OUT_OF_RANGE, invalid(scale, text));
    }
    if (!scale.onStep(value)) {
      return refused(Status.OFF_STEP, invalid(scale, text));
    }
    return new Reading(Status.ACCEPTED, value, "");
  }

  /** Whether a cell, null when missing, holds a number. */
  static boolean isNumber(String text) {
    return text != null && Double.isFinite(number(text));
  }

  private static double number(String text) {
    try {
      return new BigDecimal(text.trim()).doubleValue();
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static Reading refused(Status status, String reason) {
    return new Reading(status, Double.NaN, reason);
  }

  private static String invalid(Scale scale, String text) {
    return "Invalid " + scale.id() + ": " + text + " (must be " + scale.values() + ")";
  }

  /** A number without a trailing zero: 30, 0.5. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
