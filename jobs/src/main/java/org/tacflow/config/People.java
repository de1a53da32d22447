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
 * @param personalData whether tables tell days and cells as they were written
 */
public record People(
    List<String> subgroupColumns,
    Map<String, List<String>> subgroups,
    String onsetColumn,
    String affectedSideColumn,
    PersonalData personalData)
    implements Serializable {

  /** What tables tell about people beside what analyses need. */
  public enum PersonalData {
    /** Days of visits, and cells of people as they were written. */
    KEEP,
    /** Neither of them. */
    DROP
  }

  /** Copies the list; configurations of earlier runs kept everything. */
  public People {
    subgroupColumns = List.copyOf(subgroupColumns);
    personalData = personalData == null ? PersonalData.KEEP : personalData;
  }

  /** With days and cells kept. */
  public People(
      List<String> subgroupColumns,
      Map<String, List<String>> subgroups,
      String onsetColumn,
      String affectedSideColumn) {
    this(subgroupColumns, subgroups, onsetColumn, affectedSideColumn, PersonalData.KEEP);
  }

  /** Whether days and cells as written stay out of the tables. */
  public boolean dropsPersonalData() {
    return personalData == PersonalData.DROP;
  }

  /** Column subgroup, no own subgroups, the usual names. */
  public static People usual() {
    return new People(List.of("subgroup"), Map.of(), "", "");
  }
}
