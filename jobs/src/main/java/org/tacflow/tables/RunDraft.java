package org.tacflow.tables;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A run in the making: tables are written to its folder and seen by nobody until {@link #publish}.
 */
public final class RunDraft {
  private final RunStore store;
  private final String id;
  private final String settingsHash;
  private final Map<String, String> folders;

  RunDraft(RunStore store, String id, String settingsHash, Optional<Manifest> previous) {
    this.store = store;
    this.id = id;
    this.settingsHash = settingsHash;
    this.folders = new TreeMap<>(previous.map(Manifest::tables).orElse(Map.of()));
  }

  /** Run id. */
  public String id() {
    return id;
  }

  /** Whether the table stands in this run, written or carried over from the published one. */
  public boolean has(Table table) {
    return folders.containsKey(table.name());
  }

  /**
   * Writes a table, with exactly the columns of its schema.
   *
   * @param rows columns by name; more or fewer than the schema's are refused
   */
  public void write(Table table, Dataset<Row> rows) {
    String folder = folder(table);
    rows.select(columns(table, ""))
        .write()
        .options(ParquetOptions.of(table.schema()))
        .mode("overwrite")
        .parquet(store.path(folder).toString());
    folders.put(table.name(), folder);
  }

  /**
   * Writes the rows of one value of the table's partition column.
   *
   * <p>Without the sort that Spark puts before a write into many partitions at once.
   *
   * @param rows columns by name, the partition column left out
   */
  public void writePartition(Table table, String value, Dataset<Row> rows) {
    String column = table.partitionColumn().orElseThrow();
    String folder = folder(table);
    rows.select(columns(table, column))
        .write()
        .options(ParquetOptions.of(table.schema()))
        .mode("overwrite")
        .parquet(store.path(folder + "/" + column + "=" + value).toString());
    folders.put(table.name(), folder);
  }

  private String folder(Table table) {
    return "runs/" + id + "/" + table.name();
  }

  private static Column[] columns(Table table, String without) {
    return Arrays.stream(table.schema().fields())
        .filter(field -> !field.name().equals(without))
        .map(f -> functions.col(f.name()).cast(f.dataType()).as(f.name(), f.metadata()))
        .toArray(Column[]::new);
  }

  /** Reads a table of this run: what it wrote, else what it carries over. */
  public Dataset<Row> read(Table table) {
    return read(store.spark(), table);
  }

  /** Reads a table of this run with the settings of another session. */
  public Dataset<Row> read(SparkSession spark, Table table) {
    String folder = folders.get(table.name());
    if (folder == null) {
      throw new org.tacflow.config.InputException(
          "Cannot read table "
              + table.name()
              + " in "
              + store.root()
              + ": it is not there (run the job that makes it first)");
    }
    return spark.read().schema(table.schema()).parquet(store.path(folder).toString());
  }

  /** Keeps a text beside the tables. */
  public void attach(String name, String text) throws IOException {
    store.writeText(store.path("runs/" + id + "/" + name), text);
  }

  /** Deletes what this run wrote; for a run that will not be published. */
  public void discard() throws IOException {
    store.files().delete(store.path("runs/" + id), true);
  }

  /** Where a file that is kept beside the tables lies: its path relative to the output folder. */
  public String relativePath(String name) {
    return "runs/" + id + "/" + name;
  }

  /** Full path of a file that is kept beside the tables. */
  public String path(String name) {
    return store.path(relativePath(name)).toString();
  }

  /** Gives every table of this run its name in the session, as a temporary view. */
  public void registerViews() {
    for (Table table : Tables.all()) {
      if (has(table)) {
        read(table).createOrReplaceTempView(table.name());
      }
    }
  }

  /** Makes all tables of this run visible at once. */
  public Manifest publish(String version) throws IOException {
    Map<String, Long> rows = new TreeMap<>();
    for (Table table : Tables.all()) {
      if (has(table)) {
        rows.put(table.name(), read(table).count());
      }
    }
    Manifest manifest = new Manifest(id, version, settingsHash, folders, rows);
    Path folder = store.path("runs/" + id);
    store.writeText(new Path(folder, "views.sql"), Views.duckdb(manifest));
    store.writeText(new Path(folder, "manifest.json"), manifest.toJson());
    store.point("runs/" + id);
    return manifest;
  }
}
