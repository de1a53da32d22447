package org.tacflow.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.config.InputException;
import org.tacflow.config.People;

/**
 * The subgroups that a person belongs to; one person may be in several.
 *
 * <p>Labels stand in the configured columns, several in a cell by semicolons. An own subgroup of
 * the configuration has everyone with one of its labels, where {@code a+b} asks for both.
 */
public final class SubgroupLabels {
  private static final String SEPARATOR = ";";

  private final People settings;

  SubgroupLabels(People settings) {
    this.settings = settings;
    settings
        .subgroups()
        .forEach(
            (name, labels) -> {
              if (name.isBlank() || name.contains(SEPARATOR)) {
                throw new InputException(
                    "Invalid name in clinical.subgroups: "
                        + name
                        + " (must be a text without semicolon)");
              }
            });
  }

  /** The labels of a row joined by semicolons, in the order of the columns; empty without. */
  String of(DelimitedTable table, int row) {
    Set<String> labels = new LinkedHashSet<>();
    for (String wanted : settings.subgroupColumns()) {
      for (String column : table.columns()) {
        String cell = column.equalsIgnoreCase(wanted) ? table.cell(row, column) : null;
        if (cell != null) {
          labels.addAll(split(cell));
        }
      }
    }
    Set<String> written = Set.copyOf(labels);
    for (Map.Entry<String, List<String>> own : settings.subgroups().entrySet()) {
      boolean member =
          own.getValue().stream().anyMatch(l -> written.containsAll(List.of(l.split("[+]"))));
      if (member) {
        labels.add(own.getKey());
      }
    }
    return String.join(SEPARATOR, labels);
  }

  /** The labels of a joined text, none of null. */
  public static List<String> split(String joined) {
    if (joined == null) {
      return List.of();
    }
    List<String> labels = new ArrayList<>();
    Arrays.stream(joined.split(SEPARATOR))
        .map(String::trim)
        .filter(label -> !label.isEmpty())
        .forEach(labels::add);
    return labels;
  }
}
