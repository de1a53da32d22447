package org.tacflow.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Values that stand on one line: text, paths, numbers, choices. */
final class Scalars {
  private Scalars() {}

  /** A node in the words of a message. */
  static String written(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().isEmpty() ? "empty text" : scalar.getValue();
    }
    return node instanceof MappingNode ? "a section" : "a list";
  }

  /** Reads a scalar in one function that returns null for what it does not take. */
  private interface Parser<T> {
    T parse(Reading in, String text);
  }

  private record Scalar<T>(String values, Parser<T> parser) implements ValueType<T> {
    @Override
    public T read(Reading in, String name, Node node) {
      T value = node instanceof ScalarNode scalar ? parser.parse(in, scalar.getValue()) : null;
      if (value == null) {
        in.invalid(node, name, written(node), values);
      }
      return value;
    }

    // A path with a colon or a hash is text, not YAML.
    @Override
    public Node nodeOf(String text) {
      return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
    }
  }

  /** Any text, taken as written: {@code 01} stays {@code 01}. */
  static ValueType<String> text() {
    return new Scalar<>("a text", (in, text) -> text);
  }

  /** A path; relative ones are relative to the configuration file. */
  static ValueType<String> path() {
    return new Scalar<>("a path", (in, text) -> resolve(in.folder(), text));
  }

  // Null for a text that no path can be, such as one with the character 0.
  private static String resolve(String folder, String text) {
    try {
      return text.indexOf(0) >= 0 ? null : resolved(folder, text);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static String resolved(String folder, String text) {
    boolean hasScheme = text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    if (text.isEmpty() || folder.isEmpty() || hasScheme || Path.of(text).isAbsolute()) {
      return text;
    }
    if (folder.contains("://")) {
      return folder + "/" + text;
    }
    return Path.of(folder).resolve(text).normalize().toString();
  }

  /** True or false. */
  static ValueType<Boolean> bool() {
    return new Scalar<>(
        "true or false",
        (in, text) ->
            switch (text) {
              case "true" -> Boolean.TRUE;
              case "false" -> Boolean.FALSE;
              default -> null;
            });
  }

  /** A finite number that a rule takes; NaN is never taken. */
  static ValueType<Double> number(String values, DoublePredicate rule) {
    return new Scalar<>(values, (in, text) -> parsed(text, rule));
  }

  /** A finite number that a rule takes, or a word that stands for another value. */
  static ValueType<Double> numberOr(
      String word, double meaning, String values, DoublePredicate rule) {
    return new Scalar<>(
        values + ", or " + word,
        (in, text) -> text.equals(word) ? Double.valueOf(meaning) : parsed(text, rule));
  }

  private static Double parsed(String text, DoublePredicate rule) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) && rule.test(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** An integer that a rule takes. */
  static ValueType<Integer> integer(String values, IntPredicate rule) {
    return new Scalar<>(
        values,
        (in, text) -> {
          try {
            int value = Integer.parseInt(text);
            return rule.test(value) ? value : null;
          } catch (NumberFormatException e) {
            return null;
          }
        });
  }

  /** One constant of an enum, written in lower case with hyphens. */
  static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(hyphenated(constant));
    }
    return new Scalar<>(
        "one of " + String.join(", ", names),
        (in, text) -> {
          int at = names.indexOf(text);
          return at < 0 ? null : type.getEnumConstants()[at];
        });
  }

  /** A constant as it is written in a configuration. */
  static String hyphenated(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One of some words; {@code none} reads as empty text. */
  static ValueType<String> word(String... words) {
    return new Scalar<>(
        "one of " + String.join(", ", words),
        (in, text) -> {
          if (!Arrays.asList(words).contains(text)) {
            return null;
          }
          return text.equals("none") ? "" : text;
        });
  }
}
