package org.tacflow.jobs;

import java.util.Map;
import java.util.TreeMap;
import org.tacflow.bids.FileHashes;
import org.tacflow.tables.StageRecord;

/** What one unit of a stage is made of, by name: equal ingredients make equal rows. */
class Ingredients {
  private static final int KEY_DIGITS = 40;
  private static final int SHOWN_DIGITS = 16;

  private final Map<String, String> values = new TreeMap<>();

  /** Adds one; the same name twice is a fault of the program. */
  final Ingredients add(String name, String value) {
    if (values.put(name, value) != null) {
      throw new IllegalStateException("Cannot add " + name + ": it is there already");
    }
    return this;
  }

  /** The key, and a short hash of each ingredient to say later what changed. */
  final StageRecord.Unit unit() {
    StringBuilder text = new StringBuilder();
    Map<String, String> shown = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          // With their lengths, so that no value can imitate the name of the next.
          text.append(name.length()).append(':').append(name);
          text.append(value.length()).append(':').append(value);
          shown.put(name, FileHashes.ofText(value).substring(0, SHOWN_DIGITS));
        });
    return new StageRecord.Unit(FileHashes.ofText(text.toString()).substring(0, KEY_DIGITS), shown);
  }
}
