package org.tacflow.report;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.Table;

/**
 * What the cohort page tells of one published run.
 *
 * @param config its configuration
 * @param configText the same as it is kept beside the tables
 * @param manifest what it consists of
 * @param tables its tables
 * @param values one row per outcome, region and estimate that was tested: the columns of {@code
 *     key}, then {@code scans} and {@code values}; harmonised where that was asked for
 * @param measured the same as measured; empty without harmonisation
 * @param samples who stands behind each correlation: the columns of {@code key}, then {@code
 *     disease, subgroup, scale, adjustment, scans, values}; the values of z scores only
 * @param key columns that tell outcomes apart
 * @param pages scans of this run that have a page in the folder
 */
public record CohortContent(
    CohortConfig config,
    String configText,
    Manifest manifest,
    RunTables tables,
    List<Row> values,
    List<Row> measured,
    List<Row> samples,
    List<String> key,
    Set<String> pages) {

  /** Rows of a table in an order that does not depend on the machine; none when it is not there. */
  List<Row> rows(Table table, String... order) {
    if (!tables.has(table)) {
      return List.of();
    }
    return tables
        .read(table)
        .orderBy(order[0], java.util.Arrays.copyOfRange(order, 1, order.length))
        .collectAsList();
  }

  /** Number of rows of a table, 0 when it is not there. */
  long count(Table table) {
    return manifest.rows().getOrDefault(table.name(), 0L);
  }
}
