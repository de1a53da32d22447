package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Column;
import org.tacflow.config.CohortConfig;

/** The regions that a method across regions takes. */
final class ChosenRegions {
  private ChosenRegions() {}

  /** Those named; without names all groups if there are groups, else all regions. */
  static Column of(CohortConfig config, List<String> named) {
    if (!named.isEmpty()) {
      return col("region").isin(named.toArray());
    }
    return col("is_group").equalTo(!config.regionGroups().isEmpty());
  }
}
