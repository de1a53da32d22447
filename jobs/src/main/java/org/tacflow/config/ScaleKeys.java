package org.tacflow.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** The keys of {@code clinical.scales}: scales that the registry lacks. */
final class ScaleKeys {
  private static final Key<String> ID =
      new Key<>("id", Scalars.text(), null, "What tables and other keys call the scale.");
  private static final Key<String> NAME = new Key<>("name", Scalars.text(), "", "Full name.");
  private static final Key<String> KIND =
      new Key<>(
          "kind",
          Scalars.word("ordinal", "continuous"),
          "ordinal",
          "Numbers on a grid, or any number of the range.");
  private static final Key<Double> MINIMUM =
      new Key<>("minimum", bound(), null, "Smallest score; open where there is none.");
  private static final Key<Double> MAXIMUM =
      new Key<>("maximum", bound(), null, "Largest score; open where there is none.");
  private static final Key<Double> STEP =
      new Key<>(
          "step",
          Scalars.numberOr("none", Double.NaN, "a number above 0", v -> v > 0),
          "none",
          "Distance of neighbouring scores; 1 for an ordinal scale without values of its own.");
  private static final Key<List<Double>> VALUES =
      new Key<>(
          "values",
          Lists.of(Scalars.number("a number", v -> true)),
          "[]",
          "The only scores, where they are not evenly spaced.");
  private static final Key<String> WORSE =
      new Key<>(
          "worse",
          Scalars.word("higher", "lower", "neither"),
          null,
          "Which end is worse: the sign of correlations with severity.");
  private static final Key<Map<String, String>> CODES =
      new Key<>(
          "special-codes",
          Lists.map(Scalars.text()),
          "{}",
          "Numbers written in place of a score, and what they mean: {-4: missing}.");
  private static final Key<List<String>> COLUMNS =
      new Key<>(
          "columns",
          Lists.of(Scalars.text()),
          "[]",
          "Columns of tables that hold it, beside one named as its id.");

  private ScaleKeys() {}

  static KeySet<OwnScale> keys() {
    return new KeySet<>(
        List.of(ID, NAME, KIND, MINIMUM, MAXIMUM, STEP, VALUES, WORSE, CODES, COLUMNS),
        ScaleKeys::scale);
  }

  /** The ids of a file, so that its other keys may use them; see {@link ImportedOutcomes}. */
  static Set<String> ids(Node root) {
    return Nodes.values(root, "clinical")
        .flatMap(clinical -> Nodes.values(clinical, "scales"))
        .flatMap(Nodes::elements)
        .flatMap(scale -> Nodes.texts(scale, ID.name()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static ValueType<Double> bound() {
    return Scalars.numberOr("open", Double.NaN, "a number", v -> true);
  }

  private static OwnScale scale(Reading in, KeyValues values) {
    boolean continuous = values.value(KIND).equals("continuous");
    boolean spaced = !continuous && values.value(VALUES).isEmpty();
    if (!values.value(ID).matches("[A-Za-z][A-Za-z0-9_]*")) {
      in.invalid(
          values.node(ID),
          "id of a scale",
          values.value(ID),
          "letters, digits and underscores, a letter first");
    }
    if (values.value(MINIMUM) > values.value(MAXIMUM)) {
      in.invalid(
          values.node(MAXIMUM),
          "maximum of " + values.value(ID),
          "" + values.value(MAXIMUM),
          "at least its minimum " + values.value(MINIMUM));
    }
    for (String code : values.value(CODES).keySet()) {
      if (!isNumber(code)) {
        in.invalid(values.node(CODES), "special code of " + values.value(ID), code, "a number");
      }
    }
    double step = values.value(STEP);
    return new OwnScale(
        values.value(ID),
        values.value(NAME).isEmpty() ? values.value(ID) : values.value(NAME),
        continuous,
        values.value(MINIMUM),
        values.value(MAXIMUM),
        spaced && Double.isNaN(step) ? 1 : step,
        values.value(VALUES),
        sign(values.value(WORSE)),
        values.value(CODES),
        values.value(COLUMNS));
  }

  private static int sign(String worse) {
    return switch (worse) {
      case "higher" -> 1;
      case "lower" -> -1;
      default -> 0;
    };
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
