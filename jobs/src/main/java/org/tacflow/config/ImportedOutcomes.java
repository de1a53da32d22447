package org.tacflow.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The outcomes that the tables of a configuration bring: {@code
 * measures.regional-values[].outcome}.
 *
 * <p>They are names that other keys of the same file may use, so they are collected before any key
 * is read; what is wrong with them is said where they stand.
 */
final class ImportedOutcomes {
  private ImportedOutcomes() {}

  /** Names in the order of the file; none for a file of another shape. */
  static Set<String> of(Node root) {
    return values(root, "measures")
        .flatMap(measures -> values(measures, "regional-values"))
        .flatMap(list -> list instanceof SequenceNode many ? many.getValue().stream() : none())
        .flatMap(table -> values(table, "outcome"))
        .filter(ScalarNode.class::isInstance)
        .map(outcome -> ((ScalarNode) outcome).getValue())
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }

  private static Stream<Node> none() {
    return List.<Node>of().stream();
  }

  private static Stream<Node> values(Node node, String key) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(entry -> Scalars.written(entry.getKeyNode()).equals(key))
            .map(entry -> entry.getValueNode())
        : none();
  }
}
