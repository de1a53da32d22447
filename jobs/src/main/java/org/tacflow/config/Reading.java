package org.tacflow.config;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.Node;

/** One reading of a configuration: where it stands, what is known, and every problem so far. */
final class Reading {
  private final String source;
  private final String folder;
  private final String place;
  private final KnownNames known;
  private final Map<String, String> overrides;
  private final Set<String> usedOverrides;
  private final Problems problems;

  private Reading(
      String source,
      String folder,
      String place,
      KnownNames known,
      Map<String, String> overrides,
      Set<String> usedOverrides,
      Problems problems) {
    this.source = source;
    this.folder = folder;
    this.place = place;
    this.known = known;
    this.overrides = overrides;
    this.usedOverrides = usedOverrides;
    this.problems = problems;
  }

  /**
   * A new reading.
   *
   * @param source what messages call the file
   * @param folder what relative paths of the file are relative to
   * @param overrides dotted key to text, from the command line
   */
  static Reading of(String source, String folder, KnownNames known, Map<String, String> overrides) {
    return new Reading(
        source, folder, null, known, Map.copyOf(overrides), new TreeSet<>(), new Problems());
  }

  /** The same reading inside the value of a command line option; paths are left as typed. */
  Reading atOption(String key) {
    return new Reading(source, "", "option " + key, known, Map.of(), usedOverrides, problems);
  }

  /** The same reading inside the default of a key. */
  Reading atDefault(String key) {
    return new Reading(
        source, folder, "default of " + key, known, overrides, usedOverrides, problems);
  }

  /** The override of a dotted key, or null. */
  String override(String key) {
    String text = overrides.get(key);
    if (text != null) {
      usedOverrides.add(key);
    }
    return text;
  }

  /** Overrides that no key took. */
  Set<String> unusedOverrides() {
    Set<String> unused = new TreeSet<>(overrides.keySet());
    unused.removeAll(usedOverrides);
    return unused;
  }

  KnownNames known() {
    return known;
  }

  String folder() {
    return folder;
  }

  Problems problems() {
    return problems;
  }

  /** Notes a value that cannot be taken. */
  void invalid(Node node, String thing, String value, String rule) {
    note(node, "Invalid " + thing + ": " + value + " (must be " + rule + ")");
  }

  /** Notes a name that is not known, with the nearest that is. */
  void unknown(Node node, String thing, String written, Collection<String> names, String meant) {
    String hint = meant == null ? NameHints.nearest(written, names) : meant;
    String rule =
        hint == null
            ? "one of " + String.join(", ", names)
            : "a known one; did you mean " + hint + "?";
    invalid(node, thing, written, rule);
  }

  private void note(Node node, String message) {
    problems.add(place(node) + ": " + message);
  }

  /** Where a node stands: file, line and column. */
  String place(Node node) {
    if (place != null) {
      return place;
    }
    if (node == null || node.getStartMark() == null) {
      return source;
    }
    return source
        + ":"
        + (node.getStartMark().getLine() + 1)
        + ":"
        + (node.getStartMark().getColumn() + 1);
  }
}
