package org.tacflow.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.tacflow.config.InputException;

/**
 * The tables of a run, to be read: the published one's, and over them what a run in the making has
 * written.
 */
public final class RunTables {
  private final RunStore store;
  private final StageFiles files;
  private final Map<String, String> folders;
  private final List<StageRecord> stages;
  private final Map<String, List<Row>> collected = new TreeMap<>();
  private StageDraft stage;

  RunTables(
      RunStore store, StageFiles files, Optional<Manifest> previous, Optional<RunLedger> ledger) {
    this.store = store;
    this.files = files;
    this.folders = new TreeMap<>(previous.map(Manifest::tables).orElse(Map.of()));
    this.stages = new ArrayList<>(ledger.map(RunLedger::stages).orElse(List.of()));
  }

  /** Whether the table stands in this run, written or carried over from the published one. */
  public boolean has(Table table) {
    return folders.containsKey(table.name());
  }

  /** Records of the stages whose tables stand in this run, in order. */
  public List<StageRecord> stages() {
    return List.copyOf(stages);
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
    if (hasWritten(table)) {
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
    return stage().flatMap(StageDraft::scansInHand);
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
      throw new InputException(
          "Cannot read table "
              + table.name()
              + " in "
              + store.root()
              + ": it is not there (run the job that makes it first)");
    }
    return folder;
  }

  /** Forgets what the published run would carry over. */
  void forget() {
    folders.clear();
    collected.clear();
    stages.clear();
  }

  /** Begins a stage: tables are read of the scans that it has in hand; null ends it. */
  void during(StageDraft begun) {
    stage = begun;
  }

  /** The stage begun, if any. */
  Optional<StageDraft> stage() {
    return Optional.ofNullable(stage);
  }

  /** Whether the stage begun has written the table. */
  boolean hasWritten(Table table) {
    return stage != null && stage.hasWritten(table);
  }

  /** Lets a record stand for its stage. */
  void keep(StageRecord record) {
    int place = stages.stream().map(StageRecord::stage).toList().indexOf(record.stage());
    if (place < 0) {
      stages.add(record);
    } else {
      stages.set(place, record);
    }
  }

  /** Makes a folder the table's. */
  void place(String table, String folder) {
    folders.put(table, folder);
    collected.remove(table);
  }

  /** Holds all rows of a table at hand, until it is written again. */
  void hold(Table table, List<Row> rows) {
    collected.put(table.name(), rows);
  }

  /** Folders by table. */
  Map<String, String> folders() {
    return folders;
  }

  /** Rows by table. */
  Map<String, Long> counts() {
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
