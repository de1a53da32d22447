package org.tacflow.tables;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SQL that gives the tables of one run their names in a foreign reader. */
final class Views {
  private Views() {}

  /** DuckDB views, one per table, to be read from within the output folder. */
  static String duckdb(Manifest manifest) {
    StringBuilder sql = new StringBuilder("-- Tables of run " + manifest.run() + ".\n");
    for (Map.Entry<String, String> table : manifest.tables().entrySet()) {
      sql.append("CREATE OR REPLACE VIEW ")
          .append(table.getKey())
          .append(" AS ")
          .append(everyColumn(Tables.named(table.getKey())))
          .append("SELECT * FROM read_parquet('")
          .append(table.getValue())
          .append("/**/*.parquet', hive_partitioning = true, union_by_name = true);\n");
    }
    return sql.toString();
  }

  /** No row, but the columns that no folder of a partitioned table happens to have. */
  private static String everyColumn(Table table) {
    if (table.partitionColumn().isEmpty()) {
      return "";
    }
    return Stream.of(table.schema().fields())
        .map(field -> "CAST(NULL AS " + field.dataType().sql() + ") AS \"" + field.name() + "\"")
        .collect(Collectors.joining(", ", "SELECT ", " WHERE false UNION ALL BY NAME "));
  }
}
