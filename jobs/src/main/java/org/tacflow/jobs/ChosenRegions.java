package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Column;
import org.tacflow.config.CohortConfig;

/**
 * The regions that a configuration names, where a label and a group may have one name.
 *
 * <p>A name means the group of that name where the configuration has one, else the label. {@code
 * label:name} and {@code group:name} say which is meant.
 */
final class ChosenRegions {
  private static final String LABEL = "label:";
  private static final String GROUP = "group:";

  private ChosenRegions() {}

  /** Those named; without names all groups if there are groups, else all regions. */
  static Column of(CohortConfig config, List<String> named) {
    if (named.isEmpty()) {
      return col("is_group").equalTo(!config.regionGroups().isEmpty());
    }
    Column any = lit(false);
    for (String name : named) {
      boolean group = isGroup(config.regionGroups().keySet(), name);
      any = any.or(col("region").equalTo(plain(name)).and(col("is_group").equalTo(group)));
    }
    return any;
  }

  /** Those named, of rows without groups; without names all. */
  static Column ofLabels(List<String> named) {
    return named.isEmpty()
        ? lit(true)
        : col("region").isin(named.stream().map(ChosenRegions::plain).toArray());
  }

  /**
   * Whether a region is among those named; without names all are.
   *
   * @param groups names of the groups of the configuration
   */
  static boolean takes(
      Collection<String> groups, List<String> named, String region, boolean isGroup) {
    return named.isEmpty()
        || named.stream()
            .anyMatch(name -> plain(name).equals(region) && isGroup(groups, name) == isGroup);
  }

  private static boolean isGroup(Collection<String> groups, String name) {
    return name.startsWith(GROUP) || !name.startsWith(LABEL) && groups.contains(name);
  }

  private static String plain(String name) {
    return name.startsWith(LABEL) || name.startsWith(GROUP)
        ? name.substring(name.indexOf(':') + 1)
        : name;
  }
}
