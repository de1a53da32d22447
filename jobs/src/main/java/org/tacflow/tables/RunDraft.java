package org.tacflow.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.StructType;
import org.tacflow.tables.columnar.ColumnarTables;
import org.tacflow.tables.columnar.ColumnarWork;
import org.tacflow.tables.columnar.WrittenFile;

/**
 * A run in the making: tables are written to its folder and seen by nobody until {@link #publish}.
 */
public final class RunDraft {
  // As files; a batch of a hundred scans has less of its regional curves and inputs.
  private static final long AT_HAND_BYTES = 16L << 20;

  private final RunStore store;
  private final StageFiles files;
  private final String id;
  private final String settingsHash;
  private final RunTables tables;

  RunDraft(RunStore store, StageFiles files, RunTables tables, String id, String settingsHash) {
    this.store = store;
    this.files = files;
    this.tables = tables;
    this.id = id;
    this.settingsHash = settingsHash;
  }

  /** Run id. */
  public String id() {
    return id;
  }

  /** Tables that stand in this run, written or carried over from the published one. */
  public RunTables tables() {
    return tables;
  }

  /** Forgets what the published run would carry over: every stage will say anew what stands. */
  public void startAfresh() {
    tables.forget();
  }

  /** Lets the tables of an earlier run stand for a stage. */
  public void carryOver(StageRecord record) throws IOException {
    record.tables().forEach(tables::place);
    keep(record);
  }

  /** Begins a stage: what is written until {@link StageDraft#close} belongs to it. */
  public StageDraft open(StageWork work) {
    StageDraft stage = new StageDraft(this, store, files, work);
    tables.during(stage);
    return stage;
  }

  /** Keeps what a stage has made so far, for this run and for those after it. */
  void keep(StageRecord record) throws IOException {
    tables.keep(record);
    store.keepText(
        "runs/" + id + "/" + RunLedger.NAME, new RunLedger(id, tables.stages()).toJson());
  }

  /**
   * Writes a table, with exactly the columns of its schema.
   *
   * @param rows columns by name; more or fewer than the schema's are refused
   */
  public void write(Table table, Dataset<Row> rows) {
    write(table, folder(table), rows.select(table.columns(name -> true)));
  }

  /**
   * Writes rows that the driver holds as one file, with their columns in the order of the schema;
   * they stay at hand for {@link RunTables#rows(Table)} and {@link RunTables#collected}, unless
   * they are many. Not for a table by voxel, whose files must each be known by their scan.
   */
  public void write(Table table, List<Row> rows) {
    boolean whole = !tables.hasWritten(table);
    DriverFile file = new DriverFile(store.spark(), table.schema(), rows);
    write(table, folder(table), file::append);
    if (whole && file.bytes() <= AT_HAND_BYTES) {
      tables.hold(table, file.rows());
    }
  }

  /**
   * Writes the rows of one value of the table's partition column.
   *
   * <p>Without the sort that Spark puts before a write into many partitions at once.
   *
   * @param rows columns by name, the partition column left out; a column of the table that this
   *     value knows nothing of may be missing, and readers get null
   */
  public void writePartition(Table table, String value, Dataset<Row> rows) {
    String column = table.partitionColumn().orElseThrow();
    List<String> there = List.of(rows.columns());
    Column[] columns = table.columns(name -> !name.equals(column) && there.contains(name));
    write(table, folder(table, value), rows.select(columns));
  }

  /**
   * Writes a table by voxel whose rows tasks make by column.
   *
   * @param given what tasks are given; one task a partition, each with voxels of one scan
   */
  public <T> void write(Table table, JavaRDD<T> given, ColumnarWork<T> work) {
    write(
        table, folder(table), folder -> ColumnarTables.append(given, work, table.schema(), folder));
  }

  /** The same for one value of the table's partition column, with some of the other columns. */
  public <T> void writePartition(
      Table table, String value, Set<String> columns, JavaRDD<T> given, ColumnarWork<T> work) {
    String column = table.partitionColumn().orElseThrow();
    StructType schema = table.some(name -> !name.equals(column) && columns.contains(name));
    write(
        table, folder(table, value), folder -> ColumnarTables.append(given, work, schema, folder));
  }

  /** Writes rows as they were read from files: uncast, since by their types they may be null. */
  void writeAgain(Table table, Dataset<Row> rows) {
    write(table, folder(table), rows);
  }

  private void write(Table table, String folder, Dataset<Row> rows) {
    if (table.isByVoxel()) {
      write(table, folder, place -> ColumnarTables.append(rows, place));
    } else {
      rows.write()
          .options(ParquetOptions.of(table.schema(), store.configuration()))
          .mode(tables.hasWritten(table) ? SaveMode.Append : SaveMode.Overwrite)
          .parquet(store.path(folder).toString());
      written(table);
    }
  }

  /** What adds files to a folder, given by its full path. */
  private interface Append {
    List<WrittenFile> to(String folder) throws IOException;
  }

  private void write(Table table, String folder, Append append) {
    try {
      if (!tables.hasWritten(table)) {
        store.files().delete(store.path(folder), true);
      }
      files.note(folder, append.to(store.path(folder).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written(table);
  }

  private void written(Table table) {
    place(table, folder(table));
    tables.stage().ifPresent(stage -> stage.written(table));
  }

  private String folder(Table table, String value) {
    return folder(table) + "/" + table.partitionColumn().orElseThrow() + "=" + value;
  }

  String folder(Table table) {
    return "runs/" + id + "/" + table.name();
  }

  /** Makes another folder the table's. */
  void place(Table table, String folder) {
    tables.place(table.name(), folder);
  }

  /** Ends a stage. */
  void closed() {
    tables.during(null);
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

  /** Makes all tables of this run visible at once. */
  public Manifest publish(String version) throws IOException {
    Manifest manifest = new Manifest(id, version, settingsHash, tables.folders(), tables.counts());
    store.publish(manifest, new RunLedger(id, tables.stages()));
    return manifest;
  }
}
