package org.tacflow.config;

import java.util.LinkedHashSet;
import java.util.Set;

/** What is wrong with a configuration, in the order it was found; of bounded length. */
final class Problems {
  private static final int SHOWN = 20;
  private static final int LONGEST = 900;

  private final Set<String> shown = new LinkedHashSet<>();
  private int more;
  private int noted;

  /** Notes a problem; one that is noted already is not said twice. */
  void add(String problem) {
    noted++;
    String line = Printable.line(problem, LONGEST);
    if (shown.size() < SHOWN) {
      shown.add(line);
    } else if (!shown.contains(line)) {
      more++;
    }
  }

  /** Number of problems noted so far, doubles included. */
  int noted() {
    return noted;
  }

  /** The problem, or all of them with one on a line. */
  String message(String source) {
    if (shown.size() == 1) {
      return shown.iterator().next();
    }
    String rest = more == 0 ? "" : "\n  and " + more + " more (correct these first)";
    return "Cannot use "
        + source
        + ": "
        + (shown.size() + more)
        + " problems\n  "
        + String.join("\n  ", shown)
        + rest;
  }
}
