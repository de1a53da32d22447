package org.tacflow.config;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What is read of a person beside diagnosis and genotype.
 *
 * @param subgroupColumns columns of participants with subgroup labels; a cell may hold several,
 *     separated by semicolons
 * @param subgroups own subgroups: name to labels of which a person needs one; {@code a+b} asks for
 *     both
 * @param onsetColumn column with the day of onset or diagnosis; empty tries the usual names
 * @param affectedSideColumn column with the more affected side; empty tries the usual names
 */
public record People(
    List<String> subgroupColumns,
    Map<String, List<String>> subgroups,
    String onsetColumn,
    String affectedSideColumn)
    implements Serializable {

  /** Copies the list. */
  public People {
    subgroupColumns = List.copyOf(subgroupColumns);
  }

  /** Column subgroup, no own subgroups, the usual names. */
  public static People usual() {
    return new People(List.of("subgroup"), Map.of(), "", "");
  }
}
