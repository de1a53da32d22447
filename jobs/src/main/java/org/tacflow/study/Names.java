package org.tacflow.study;

import java.util.Locale;

/** How names of tables, columns and tracers are compared. */
final class Names {
  private Names() {}

  /** Letters and digits only, in lower case: {@code ALSFRS-R} and {@code alsfrs_r} are alike. */
  static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      if (Character.isLetterOrDigit(c)) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** A participant label with its prefix: {@code 01} and {@code sub-01} are one person. */
  static String participantId(String label) {
    return label.startsWith("sub-") ? label : "sub-" + label;
  }

  /** A session label with its prefix; null stays null. */
  static String sessionId(String label) {
    if (label == null) {
      return null;
    }
    return label.startsWith("ses-") ? label : "ses-" + label;
  }
}
