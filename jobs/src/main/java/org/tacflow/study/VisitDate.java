package org.tacflow.study;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The day of a visit, as tables write it.
 *
 * <p>Read are {@code 2024-03-09}, {@code 2024-03-09T10:11:12.5Z}, and dates of month precision,
 * which become the 15th: {@code 03/2024}, {@code 2024-03}. Day-first and month-first dates are not
 * told apart and not read.
 *
 * @param day the day
 * @param monthPrecision whether only the month is known
 */
record VisitDate(LocalDate day, boolean monthPrecision) {
  private static final Pattern DAY =
      Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?)?");
  private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
  private static final Pattern MONTH_YEAR = Pattern.compile("(\\d{2})/(\\d{4})");
  private static final int MIDDLE_OF_MONTH = 15;

  /** Reads a date; null when the text is no date. */
  static VisitDate parse(String text) {
    try {
      Matcher day = DAY.matcher(text.trim());
      if (day.matches()) {
        return new VisitDate(date(day.group(1), day.group(2), number(day.group(3))), false);
      }
      Matcher month = YEAR_MONTH.matcher(text.trim());
      if (month.matches()) {
        return new VisitDate(date(month.group(1), month.group(2), MIDDLE_OF_MONTH), true);
      }
      Matcher slash = MONTH_YEAR.matcher(text.trim());
      if (slash.matches()) {
        return new VisitDate(date(slash.group(2), slash.group(1), MIDDLE_OF_MONTH), true);
      }
      return null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate date(String year, String month, int day) {
    return LocalDate.of(number(year), number(month), day);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
