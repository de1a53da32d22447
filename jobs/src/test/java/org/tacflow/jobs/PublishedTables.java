package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tacflow.tables.RunStore;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.testing.LocalSpark;

/** The published tables of an output folder, read for a test. */
final class PublishedTables {
  private final RunTables tables;

  private PublishedTables(RunTables tables) {
    this.tables = tables;
  }

  static PublishedTables in(Path output) throws IOException {
    return in(output.toString());
  }

  /** Of an output folder on any file system. */
  static PublishedTables in(String output) throws IOException {
    SparkSession spark = LocalSpark.session();
    return new PublishedTables(RunStore.of(spark, output).published());
  }

  Dataset<Row> read(Table table) {
    return tables.read(table);
  }

  List<Row> rows(Table table, String where) {
    return tables.read(table).where(where).collectAsList();
  }

  /**
   * Every row as text, sorted; a double is written with all its digits, so equal text is equal
   * bits.
   */
  List<String> lines(Table table) {
    String[] lines =
        read(table).selectExpr("to_json(struct(*))").collectAsList().stream()
            .map(row -> row.getString(0))
            .toArray(String[]::new);
    Arrays.sort(lines);
    return List.of(lines);
  }

  /**
   * The rows of all tables of the run by name; runs differ in when they were and how long they
   * took.
   */
  Map<String, List<String>> allLines() {
    Map<String, List<String>> lines = new TreeMap<>();
    for (Table table : Tables.all()) {
      if (tables.has(table) && !table.name().equals(Tables.RUNS.name())) {
        lines.put(table.name(), lines(table));
      }
    }
    return lines;
  }

  /** Fails unless both folders hold the same logical rows, to the bit. */
  static void assertIdentical(Path expected, Path actual) throws IOException {
    Map<String, List<String>> one = in(expected).allLines();
    Map<String, List<String>> other = in(actual).allLines();
    assertThat(other.keySet()).isEqualTo(one.keySet());
    one.forEach((table, lines) -> assertThat(other.get(table)).as(table).isEqualTo(lines));
  }
}
