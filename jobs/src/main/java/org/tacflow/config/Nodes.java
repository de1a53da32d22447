package org.tacflow.config;

import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What stands where in a file before any key is read; nothing where its shape is another. */
final class Nodes {
  private Nodes() {}

  /** The value of a key of a section. */
  static Stream<Node> values(Node node, String key) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(entry -> Scalars.written(entry.getKeyNode()).equals(key))
            .map(entry -> entry.getValueNode())
        : Stream.empty();
  }

  /** The elements of a list. */
  static Stream<Node> elements(Node node) {
    return node instanceof SequenceNode list ? list.getValue().stream() : Stream.empty();
  }

  /** The text of a key of a section. */
  static Stream<String> texts(Node node, String key) {
    return values(node, key)
        .filter(ScalarNode.class::isInstance)
        .map(text -> ((ScalarNode) text).getValue());
  }
}
