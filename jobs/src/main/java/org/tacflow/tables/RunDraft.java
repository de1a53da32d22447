package org.tacflow.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
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
  private final Map<String, String> folders;
  private final List<StageRecord> stages;
  private final Map<String, List<Row>> collected = new TreeMap<>();
  private StageDraft stage;

  RunDraft(
      RunStore store,
      String id,
      String settingsHash,
      Optional<Manifest> previous,
      Optional<RunLedger> ledger) {
    this.store = store;
    this.files = new StageFiles(store);
    this.id = id;
    this.settingsHash = settingsHash;
    this.folders = new TreeMap<>(previous.map(Manifest::tables).orElse(Map.of()));
    this.stages = new ArrayList<>(ledger.map(RunLedger::stages).orElse(List.of()));
  }

  /** Run id. */
  public String id() {
    return id;
  }

  /** Forgets what the published run would carry over: every stage will say anew what stands. */
  public void startAfresh() {
    folders.clear();
    collected.clear();
    stages.clear();
  }

  /** Whether the table stands in this run, written or carried over from the published one. */
  public boolean has(Table table) {
    return folders.containsKey(table.name());
  }

  /** Records of the stages whose tables stand in this run, in order. */
  public List<StageRecord> stages() {
    return List.copyOf(stages);
  }

  /** Lets the tables of an earlier run stand for a stage. */
  public void carryOver(StageRecord record) throws IOException {
    record.tables().forEach(this::place);
    keep(record);
  }

  /** Begins a stage: what is written until {@link StageDraft#close} belongs to it. */
  public StageDraft open(StageWork work) {
    stage = new StageDraft(this, store, files, work);
    return stage;
  }

  /** Keeps what a stage has made so far, for this run and for those after it. */
  void keep(StageRecord record) throws IOException {
    int place = stages.stream().map(StageRecord::stage).toList().indexOf(record.stage());
    if (place < 0) {
      stages.add(record);
    } else {
      stages.set(place, record);
    }
    store.keepText("runs/" + id + "/" + RunLedger.NAME, new RunLedger(id, stages).toJson());
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
   * they stay at hand for {@link #rows(Table)} and {@link #collected}, unless they are many. Not
   * for a table by voxel, whose files must each be known by their scan.
   */
  public void write(Table table, List<Row> rows) {
    boolean whole = !hasWritten(table);
    DriverFile file = new DriverFile(store.spark(), table.schema(), rows);
    write(table, folder(table), file::append);
    if (whole && file.bytes() <= AT_HAND_BYTES) {
      collected.put(table.name(), file.rows());
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
          .mode(hasWritten(table) ? SaveMode.Append : SaveMode.Overwrite)
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
      if (!hasWritten(table)) {
        store.files().delete(store.path(folder), true);
      }
      files.note(folder, append.to(store.path(folder).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written(table);
  }

  private boolean hasWritten(Table table) {
    return stage != null && stage.hasWritten(table);
  }

  private void written(Table table) {
    place(table, folder(table));
    if (stage != null) {
      stage.written(table);
    }
  }

  private String folder(Table table, String value) {
    return folder(table) + "/" + table.partitionColumn().orElseThrow() + "=" + value;
  }

  String folder(Table table) {
    return "runs/" + id + "/" + table.name();
  }

  /** Makes another folder the table's. */
  void place(Table table, String folder) {
    place(table.name(), folder);
  }

  private void place(String table, String folder) {
    folders.put(table, folder);
    collected.remove(table);
  }

  /** Ends a stage. */
  void closed() {
    stage = null;
  }

  /** Reads a table of this run: what it wrote, else what it carries over; of the scans in hand. */
  public Dataset<Row> read(Table table) {
    Optional<Set<String>> scans = scansInHand();
    return scans.isPresent() ? read(table, scans.get()) : readAll(table);
  }

  /** Reads the rows of some scans; all rows of a table that knows no scans. */
  public Dataset<Row> read(Table table, Set<String> scans) {
    if (table.schema().getFieldIndex("scan").isEmpty()) {
      return readAll(table);
    }
    Optional<List<StageRecord.UnitFile>> known =
        table.isByVoxel() ? files(table) : Optional.empty();
    if (known.isEmpty()) {
      return readAll(table).where(functions.col("scan").isin(scans.toArray()));
    }
    String[] wanted =
        known.get().stream()
            .filter(file -> scans.contains(StageRecord.scanOf(file.unit())))
            .map(file -> store.path(folderOf(table) + "/" + file.path()).toString())
            .toArray(String[]::new);
    SparkSession spark = store.spark();
    if (wanted.length == 0) {
      return spark.createDataFrame(List.of(), table.schema());
    }
    return spark
        .read()
        .schema(table.schema())
        .option("basePath", store.path(folderOf(table)).toString())
        .parquet(wanted);
  }

  /** The files of a table by voxel that have rows. */
  public List<VoxelFile> voxelFiles(Table table) throws IOException {
    String folder = folderOf(table);
    List<VoxelFile> voxels = new ArrayList<>();
    Optional<List<StageRecord.UnitFile>> known = files(table);
    for (StageRecord.UnitFile file :
        known.isPresent() ? known.get() : files.added(table, folder, Set.of())) {
      if (file.rows() > 0) {
        String path = store.path(folder + "/" + file.path()).toString();
        String scan = StageRecord.scanOf(file.unit());
        String partition = StageRecord.modelOf(file.unit());
        voxels.add(new VoxelFile(path, scan, partition, file.rows(), file.bytes()));
      }
    }
    return voxels;
  }

  private Optional<List<StageRecord.UnitFile>> files(Table table) {
    if (stage != null && stage.hasWritten(table)) {
      return Optional.of(stage.files(table));
    }
    return stages.stream()
        .filter(record -> folderOf(table).equals(record.tables().get(table.name())))
        .flatMap(record -> Stream.ofNullable(record.files().get(table.name())))
        .findFirst();
  }

  /**
   * All rows of a small table, read once: a question to Spark takes a tenth of a second, and every
   * job asks for the scans of the run.
   */
  public List<Row> collected(Table table) {
    return collected.computeIfAbsent(table.name(), name -> readAll(table).collectAsList());
  }

  /** Those of {@link #collected} that belong to scans in hand. */
  public List<Row> collectedInHand(Table table) {
    return inHand(collected(table));
  }

  /** Rows of the scans in hand: those at hand where this run has just written them, else read. */
  public List<Row> rows(Table table) {
    return rows(table, table.schema().fieldNames());
  }

  /** The same with these columns at least. */
  public List<Row> rows(Table table, String... columns) {
    List<Row> all = collected.get(table.name());
    return all == null
        ? read(table)
            .select(Stream.of(columns).map(functions::col).toArray(Column[]::new))
            .collectAsList()
        : inHand(all);
  }

  private List<Row> inHand(List<Row> rows) {
    Optional<Set<String>> scans = scansInHand();
    return rows.stream()
        .filter(row -> scans.isEmpty() || scans.get().contains(row.<String>getAs("scan")))
        .toList();
  }

  /** Empty when there is no need to choose. */
  private Optional<Set<String>> scansInHand() {
    return Optional.ofNullable(stage).flatMap(StageDraft::scansInHand);
  }

  /** Reads a table of all scans, whatever is in hand. */
  public Dataset<Row> readAll(Table table) {
    return store
        .spark()
        .read()
        .schema(table.schema())
        .parquet(store.path(folderOf(table)).toString());
  }

  private String folderOf(Table table) {
    String folder = folders.get(table.name());
    if (folder == null) {
      throw new org.tacflow.config.InputException(
          "Cannot read table "
              + table.name()
              + " in "
              + store.root()
              + ": it is not there (run the job that makes it first)");
    }
    return folder;
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
    Map<String, Long> rows = rows();
    Manifest manifest = new Manifest(id, version, settingsHash, folders, rows);
    store.publish(manifest, new RunLedger(id, stages));
    return manifest;
  }

  private Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    for (StageRecord record : stages) {
      record.tables().keySet().forEach(table -> rows.put(table, record.rows(table)));
    }
    rows.keySet().retainAll(folders.keySet());
    for (Table table : Tables.all()) {
      boolean counted = rows.containsKey(table.name()) && files(table).isPresent();
      if (has(table) && !counted) {
        rows.put(table.name(), read(table).count());
      }
    }
    return rows;
  }
}
