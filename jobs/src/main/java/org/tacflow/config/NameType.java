package org.tacflow.config;

import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A name out of a set that is known when the configuration is read.
 *
 * @param values what the name must be, for messages
 * @param known the set; when it is empty every name is taken that is not another's spelling
 * @param check whether an empty set leaves names unchecked
 * @param meant the right name of another program's spelling, or null
 */
record NameType(
    String values,
    Function<KnownNames, Set<String>> known,
    Check check,
    UnaryOperator<String> meant)
    implements ValueType<String> {

  /** What an empty set of known names means. */
  enum Check {
    /** There are none: every name is refused. */
    ALWAYS,
    /** They are not known here: every name is taken. */
    WHEN_KNOWN
  }

  /** A model of the catalogue. */
  static ValueType<String> model() {
    return new NameType("a model name", KnownNames::models, Check.ALWAYS, NameHints::model);
  }

  /** An outcome that a model gives. */
  static ValueType<String> outcome() {
    return new NameType(
        "an outcome such as VT, BPND or SUVR",
        KnownNames::outcomes,
        Check.WHEN_KNOWN,
        NameHints::parameter);
  }

  /** A clinical scale of the registry. */
  static ValueType<String> scale() {
    return new NameType(
        "a scale of registry/scales.csv or clinical.scales",
        KnownNames::scales,
        Check.WHEN_KNOWN,
        name -> null);
  }

  /** A region of the registry. */
  static ValueType<String> region() {
    return new NameType(
        "a region of registry/regions.csv", KnownNames::regions, Check.WHEN_KNOWN, name -> null);
  }

  @Override
  public String read(Reading in, String name, Node node) {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isEmpty()) {
      in.invalid(node, name, Scalars.written(node), values);
      return null;
    }
    String written = scalar.getValue();
    Set<String> names = known.apply(in.known());
    if (names.contains(written)) {
      return written;
    }
    String right = meant.apply(written);
    boolean unchecked = names.isEmpty() && check == Check.WHEN_KNOWN;
    if (right == null && unchecked) {
      return written;
    }
    in.unknown(node, name, written, names, right);
    return null;
  }

  @Override
  public Node nodeOf(String text) {
    return new ScalarNode(Tag.STR, text, null, null, ScalarStyle.PLAIN);
  }
}
