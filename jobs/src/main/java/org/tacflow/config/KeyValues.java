package org.tacflow.config;

import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** The values of one section by their keys, every one present. */
final class KeyValues {
  private final Map<Key<?>, Object> values = new HashMap<>();
  private final Map<Key<?>, Node> nodes = new HashMap<>();

  <T> void put(Key<T> key, T value, Node node) {
    values.put(key, value);
    nodes.put(key, node);
  }

  /** The value of a key. */
  @SuppressWarnings("unchecked")
  <T> T value(Key<T> key) {
    return (T) values.get(key);
  }

  /** Where the value of a key stands, for messages; null when it is a default. */
  Node node(Key<?> key) {
    return nodes.get(key);
  }
}
