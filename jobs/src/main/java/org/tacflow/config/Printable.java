package org.tacflow.config;

/**
 * Text from files on its way into a message: one line, of a bounded length.
 *
 * <p>What a file holds may be megabytes long, or hold line ends and terminal codes that would forge
 * a line of the log.
 */
public final class Printable {
  /** Longest reason of a scan or detail of a flag, characters. */
  public static final int LONGEST_REASON = 2000;

  private static final int LONGEST_VALUE = 200;

  private Printable() {}

  /** A value inside a message, at most 200 characters. */
  public static String value(String text) {
    return line(text, LONGEST_VALUE);
  }

  /**
   * A text without control characters, cut where it is longer than a limit.
   *
   * @param text null stays null
   * @param limit characters that are kept; a cut text ends in {@code …} beyond them
   */
  public static String line(String text, int limit) {
    if (text == null) {
      return null;
    }
    int end = Math.min(text.length(), limit);
    if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder line = new StringBuilder(end + 1);
    for (int c = 0; c < end; c++) {
      line.append(isControl(text.charAt(c)) ? ' ' : text.charAt(c));
    }
    return end < text.length() ? line.append('…').toString() : line.toString();
  }

  // Line separators and the marks that turn the direction of writing round count too.
  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
