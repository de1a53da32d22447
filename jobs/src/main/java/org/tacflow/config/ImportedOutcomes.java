package org.tacflow.config;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

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
    return Nodes.values(root, "measures")
        .flatMap(measures -> Nodes.values(measures, "regional-values"))
        .flatMap(Nodes::elements)
        .flatMap(table -> Nodes.texts(table, "outcome"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
