package org.tacflow.study;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tacflow.study.Participant.Sex;

/** How the cells about one person become numbers and choices; null cells are missing. */
final class PersonCells {
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)(\\+?)");
  private static final double OLDEST_YEARS = 89;
  private static final double HEAVIEST_KILOGRAM = 400;

  private PersonCells() {}

  /** Years from 38, 38y, 38 years, 21.5086, 89+; older than 89 is 89 with a flag. */
  static double age(String cell, List<String> flags) {
    if (cell == null) {
      return Double.NaN;
    }
    Matcher parts = NUMBER_AND_UNIT.matcher(cell.toLowerCase(Locale.ROOT));
    boolean readable =
        parts.matches() && List.of("", "y", "yr", "yrs", "year", "years").contains(parts.group(2));
    double years = readable ? Double.parseDouble(parts.group(1)) : Double.NaN;
    if (!(years <= 120)) {
      flags.add("age_unreadable");
      return Double.NaN;
    }
    if (!parts.group(2).isEmpty()) {
      flags.add("age_unit");
    }
    if (years > OLDEST_YEARS || !parts.group(3).isEmpty()) {
      flags.add("age_capped");
    }
    return Math.min(years, OLDEST_YEARS);
  }

  /** Kilograms from 77.5, 77.5kg, 77.5 kg. */
  static double weight(String cell, List<String> flags) {
    if (cell == null) {
      return Double.NaN;
    }
    Matcher parts = NUMBER_AND_UNIT.matcher(cell.toLowerCase(Locale.ROOT));
    boolean readable =
        parts.matches() && parts.group(3).isEmpty() && List.of("", "kg").contains(parts.group(2));
    double kilogram = readable ? Double.parseDouble(parts.group(1)) : Double.NaN;
    if (!(kilogram > 0 && kilogram <= HEAVIEST_KILOGRAM)) {
      flags.add("weight_unreadable");
      return Double.NaN;
    }
    if (!parts.group(2).isEmpty()) {
      flags.add("weight_unit");
    }
    return kilogram;
  }

  /** Sex from f, m, o or words. */
  static Sex sex(String cell, List<String> flags) {
    if (cell == null) {
      return Sex.UNKNOWN;
    }
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "f", "female" -> Sex.FEMALE;
      case "m", "male" -> Sex.MALE;
      case "o", "other" -> Sex.OTHER;
      default -> {
        // 0 and 1 are coded either way by different studies.
        flags.add("sex_unreadable");
        yield Sex.UNKNOWN;
      }
    };
  }

  /** Day of onset from an ISO date or month. */
  static LocalDate onset(String cell, List<String> flags) {
    VisitDate date = cell == null ? null : VisitDate.parse(cell);
    if (cell != null && date == null) {
      flags.add("onset_unreadable");
    }
    return date == null ? null : date.day();
  }

  /** Side of the body from left, right, l, r; BOTH for anything else. */
  static Side side(String cell) {
    return switch (cell == null ? "" : cell.toLowerCase(Locale.ROOT)) {
      case "l", "left" -> Side.LEFT;
      case "r", "right" -> Side.RIGHT;
      default -> Side.BOTH;
    };
  }
}
