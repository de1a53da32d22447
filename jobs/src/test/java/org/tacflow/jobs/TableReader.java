package org.tacflow.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An analyst in a process of its own, who reads the published tables again and again.
 *
 * <p>Works in the output folder, as the README says: every other time by {@code views.sql} of the
 * run that the pointer names, else by the manifest. Ends when it has read so often, and prints what
 * it saw with how often it saw it.
 */
final class TableReader {
  private static final List<String> TABLES = List.of("scans", "cohort", "regional_outcomes");
  private static final String SEEN =
      """
      SELECT (SELECT count(*) || ' scans' FROM %1$s)
          || (SELECT ', ' || count(*) || ' people' FROM %2$s)
          || (SELECT ', ' || count(*) || ' outcomes ' || string_agg(DISTINCT settings_hash, '+'
                ORDER BY settings_hash) || ' of ' || count(DISTINCT scan) FROM %3$s)
      """;

  private TableReader() {}

  /**
   * Reads.
   *
   * @param arguments how often
   */
  public static void main(String[] arguments) throws SQLException {
    int reads = Integer.parseInt(arguments[0]);
    Map<String, Integer> seen = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (int r = 0; r < reads; r++) {
        String what;
        try {
          what = r % 2 == 0 ? byViews(statement) : byManifest(statement);
        } catch (SQLException | IOException e) {
          what = "error: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
        seen.merge(what, 1, Integer::sum);
        if (r == 0) {
          System.out.println("reading");
        }
      }
    }
    seen.forEach((what, times) -> System.out.println(times + "\t" + what));
  }

  private static String byViews(Statement statement) throws SQLException, IOException {
    Path run = Path.of(Files.readString(Path.of("_CURRENT")).trim());
    StringBuilder views = new StringBuilder();
    for (String line : Files.readAllLines(run.resolve("views.sql"))) {
      if (TABLES.stream().anyMatch(table -> line.contains(" VIEW " + table + " "))) {
        views.append(line).append('\n');
      }
    }
    statement.execute(views.toString());
    return one(statement, SEEN.formatted(TABLES.toArray()));
  }

  private static String byManifest(Statement statement) throws SQLException {
    statement.execute(
        "SET VARIABLE run = (SELECT trim(content, chr(10)) FROM read_text('_CURRENT'))");
    statement.execute(
        "SET VARIABLE tables ="
            + " (SELECT tables FROM read_json(getvariable('run') || '/manifest.json'))");
    Object[] files =
        TABLES.stream()
            .map(t -> "read_parquet((getvariable('tables'))." + t + " || '/*.parquet')")
            .toArray();
    return one(statement, SEEN.formatted(files));
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
