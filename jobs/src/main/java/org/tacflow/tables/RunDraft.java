package org.tacflow.tables;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

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

  /** Leaves a table of the published run out of this one. */
  public void drop(Table table) {
    folders.remove(table.name());
  }

  /**
   * Writes a table, with exactly the columns of its schema.
   *
   * @param rows columns by name; more or fewer than the schema's are refused
   */
  public void write(Table table, Dataset<Row> rows) {
    Column[] columns = new Column[table.schema().size()];
    for (int c = 0; c < columns.length; c++) {
      StructField field = table.schema().fields()[c];
      columns[c] =
          functions.col(field.name()).cast(field.dataType()).as(field.name(), field.metadata());
    }
    String folder = "runs/" + id + "/" + table.name();
    DataFrameWriter<Row> writer =
        rows.select(columns).write().option("compression", "zstd").mode("overwrite");
    if (table.partitionColumn().isPresent()) {
      writer = writer.partitionBy(table.partitionColumn().get());
    }
    writer.parquet(store.path(folder).toString());
    folders.put(table.name(), folder);
  }

  /** Reads a table of this run: what it wrote, else what it carries over. */
  public Dataset<Row> read(Table table) {
    String folder = folders.get(table.name());
    if (folder == null) {
      throw new org.tacflow.config.InputException(
          "Cannot read table "
              + table.name()
              + " in "
              + store.root()
              + ": it is not there (run the job that makes it first)");
    }
    return store.spark().read().schema(table.schema()).parquet(store.path(folder).toString());
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
