package org.tacflow.study;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.tacflow.config.DerivedScales;

/**
 * One clinical scale: its range, its steps and which way is worse.
 *
 * @param id registry id: MMSE, EDSS, ALSFRS_R
 * @param name full name
 * @param kind what its values are
 * @param diseases diseases it is used in; {@code all} for any
 * @param minimum smallest value; NaN when open
 * @param maximum largest value; NaN when open
 * @param step distance of neighbouring values; NaN when there is none
 * @param allowedValues the only values, when they are not evenly spaced; else empty
 * @param levels the labels of a nominal scale; empty when any label is taken
 * @param severitySign +1 when larger is worse, −1 when larger is better, 0 without a direction
 * @param specialCodes value written in place of a score, and what it means
 * @param aliases other names of the scale
 * @param columns column names seen in tables
 * @param itemPattern regular expression of the column names of its items; empty without
 * @param itemCount number of items that make the total; 0 when not checked
 */
public record Scale(
    String id,
    String name,
    Kind kind,
    List<String> diseases,
    double minimum,
    double maximum,
    double step,
    List<Double> allowedValues,
    List<String> levels,
    int severitySign,
    Map<Double, String> specialCodes,
    List<String> aliases,
    List<String> columns,
    String itemPattern,
    int itemCount)
    implements Serializable {

  /** What the values of a scale are. */
  public enum Kind {
    /** Numbers on a grid. */
    ORDINAL,
    /** Any number of the range. */
    CONTINUOUS,
    /** Labels without a number; kept, never correlated. */
    NOMINAL
  }

  // Thirds of a point are written with two decimals (10.33, 10.67), half a hundredth away at most.
  private static final double STEP_TOLERANCE = 0.005;

  /** Checks and copies. */
  public Scale {
    if (minimum > maximum) {
      throw new IllegalArgumentException(
          "Invalid range of " + id + ": " + minimum + " to " + maximum + " (must be in order)");
    }
    if (Math.abs(severitySign) > 1) {
      throw new IllegalArgumentException(
          "Invalid severity sign of " + id + ": " + severitySign + " (must be -1, 0 or 1)");
    }
    if (step <= 0) {
      throw new IllegalArgumentException(
          "Invalid step of " + id + ": " + step + " (must be positive)");
    }
    diseases = List.copyOf(diseases);
    allowedValues = List.copyOf(allowedValues);
    levels = List.copyOf(levels);
    specialCodes = Map.copyOf(specialCodes);
    aliases = List.copyOf(aliases);
    columns = List.copyOf(columns);
  }

  /** The special meaning of a value, or null when it is a score. */
  public String specialMeaning(double value) {
    return specialCodes.get(value);
  }

  /** Whether a value lies in the range; an open end holds everything. */
  public boolean inRange(double value) {
    return !(value < minimum) && !(value > maximum);
  }

  /** Whether a value of the range is one the scale can give. */
  public boolean onStep(double value) {
    if (!allowedValues.isEmpty()) {
      return allowedValues.contains(value);
    }
    if (Double.isNaN(step)) {
      return true;
    }
    double origin = Double.isNaN(minimum) ? 0 : minimum;
    double nearest = origin + step * Math.rint((value - origin) / step);
    return Math.abs(value - nearest) <= STEP_TOLERANCE;
  }

  /** The scale of this one's change per year: any number, in the same direction. */
  Scale changePerYear() {
    double open = Double.NaN;
    return new Scale(
        id + DerivedScales.CHANGE,
        name + ", change per year",
        Kind.CONTINUOUS,
        diseases,
        open,
        open,
        open,
        List.of(),
        List.of(),
        severitySign,
        Map.of(),
        List.of(),
        List.of(),
        "",
        0);
  }

  /** The values in words, for messages: {@code 0 to 30 in steps of 1}. */
  public String values() {
    if (kind == Kind.NOMINAL) {
      return levels.isEmpty() ? "a label" : String.join(", ", levels);
    }
    StringBuilder words = new StringBuilder();
    words.append(Double.isNaN(minimum) ? "any number" : Scores.plain(minimum));
    if (!Double.isNaN(minimum)) {
      words.append(Double.isNaN(maximum) ? " or more" : " to " + Scores.plain(maximum));
    }
    if (!allowedValues.isEmpty()) {
      words.append(", one of ");
      for (int v = 0; v < allowedValues.size(); v++) {
        words.append(v == 0 ? "" : " ").append(Scores.plain(allowedValues.get(v)));
      }
    } else if (!Double.isNaN(step)) {
      words.append(" in steps of ").append(Scores.plain(step));
    }
    return words.toString();
  }
}
