package org.tacflow.config;

import org.yaml.snakeyaml.nodes.Node;

/**
 * How the value of a key is read, and in which words it is asked for.
 *
 * @param <T> what it is read into
 */
interface ValueType<T> {

  /**
   * Reads a value.
   *
   * @param in notes the problems
   * @param name what messages call the value
   * @return the value, or null after a problem was noted
   */
  T read(Reading in, String name, Node node);

  /** What the value must be, for messages and the reference: "a number in (0, 1)". */
  String values();

  /** The node of a text from the command line or of a default. */
  default Node nodeOf(String text) {
    return YamlText.compose(text);
  }
}
