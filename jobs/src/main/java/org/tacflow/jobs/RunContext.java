package org.tacflow.jobs;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tacflow.bids.FileHashes;
import org.tacflow.bids.ScanFiles;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.SettingsHash;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.RunDraft;
import org.tacflow.tables.RunLock;
import org.tacflow.tables.RunRecord;
import org.tacflow.tables.RunStore;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.StageDraft;
import org.tacflow.tables.Table;
import org.tacflow.udf.FitFunctions;
import scala.Tuple2;

/** What the jobs of one run share: session, configuration, tables in the making, refusals. */
final class RunContext {
  private static final String HASHES = "_HASHES.json";
  // Scans fall to tasks by their hash: several tasks a core even out.
  private static final int TASKS_PER_CORE = 4;

  private final SparkSession spark;
  private final CohortConfig config;
  private final RunStore store;
  private final RunDraft draft;
  private final Storage storage;
  private final Rejections rejections;
  private final Progress progress;
  private final RunMetrics metrics;
  private RunLock lock;
  private RunRecord record;
  private RunInputs inputs;
  private StageDraft stage;
  private boolean fitsRegistered;

  private RunContext(
      SparkSession spark, CohortConfig config, RunStore store, RunDraft draft, Progress progress) {
    this.spark = spark;
    this.config = config;
    this.store = store;
    this.draft = draft;
    this.progress = progress;
    this.storage = Storage.of(spark.sessionState().newHadoopConf());
    this.rejections = new Rejections(spark);
    this.metrics = new RunMetrics(progress);
    this.record =
        RunRecord.begin(draft.id(), "run", Instant.now().toString(), Version.current(), "", "");
  }

  /** Begins a run in the output folder of the configuration. */
  static RunContext begin(SparkSession spark, CohortConfig config, Progress progress)
      throws IOException {
    return begin(spark, config, progress, newId());
  }

  /** Begins a run of an id. */
  static RunContext begin(SparkSession spark, CohortConfig config, Progress progress, String id)
      throws IOException {
    RunStore store = RunStore.of(spark, config.outputDir());
    RunDraft draft = store.begin(id, SettingsHash.of(config));
    return new RunContext(spark, config, store, draft, progress);
  }

  /** The published run of an output folder, to be read; writes go to nobody. */
  static RunContext published(SparkSession spark, String outputDir, Progress progress)
      throws IOException {
    RunStore store = RunStore.of(spark, outputDir);
    CohortConfig config = ConfigFile.ofPublished(store);
    return new RunContext(spark, config, store, store.begin("unpublished", ""), progress);
  }

  /** An id that sorts by time. */
  static String newId() {
    return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'.'SSS'Z'")
        .withZone(ZoneOffset.UTC)
        .format(Instant.now());
  }

  SparkSession spark() {
    return spark;
  }

  CohortConfig config() {
    return config;
  }

  RunDraft draft() {
    return draft;
  }

  /** Tables of this run, to be read. */
  RunTables tables() {
    return draft.tables();
  }

  RunStore store() {
    return store;
  }

  Storage storage() {
    return storage;
  }

  Rejections rejections() {
    return rejections;
  }

  Progress progress() {
    return progress;
  }

  RunMetrics metrics() {
    return metrics;
  }

  /** Runs under a lock and with a page in the log book. */
  void hold(RunLock held, RunRecord page) {
    lock = held;
    record = page;
  }

  RunRecord record() {
    return record;
  }

  /** Notes what the run has made so far. */
  void note(int scans, int rejected) {
    record = record.with(spark.version(), scans, rejected, metrics.made(), metrics.reused());
  }

  /** Refuses to publish when another run has taken over. */
  void checkLock() throws IOException {
    if (lock != null) {
      lock.check();
    }
  }

  /** What the run starts from, listed and read at the first call. */
  RunInputs inputs() throws IOException {
    if (inputs == null) {
      inputs = readInputs(knownHashes(store));
      store.keepText(HASHES, inputs.hashes().toJson());
    }
    return inputs;
  }

  /** Reads every file again, whatever its size and times say. */
  void forgetContents() throws IOException {
    inputs = readInputs(FileHashes.none());
  }

  private RunInputs readInputs(FileHashes known) throws IOException {
    return new RunInputs(storage, config, known, this::readFiles);
  }

  /** Contents that an earlier run has read. */
  static FileHashes knownHashes(RunStore store) throws IOException {
    String text = store.text(HASHES).orElse("{}");
    try {
      return FileHashes.ofJson(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // Only a memory of what was read: without it, files are read again.
      return FileHashes.none();
    }
  }

  /** Images are large: they are read where the cluster is. */
  private Map<String, FileHashes.Entry> readFiles(List<String> files) {
    if (files.isEmpty()) {
      return Map.of();
    }
    Storage from = storage;
    Map<String, FileHashes.Entry> read = new TreeMap<>();
    int tasks = 8 * spark.sparkContext().defaultParallelism();
    JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, Math.min(files.size(), tasks))
        .map(file -> new Tuple2<>(file, FileHashes.read(from, file)))
        .collect()
        .forEach(pair -> read.put(pair._1(), pair._2()));
    return read;
  }

  /** Begins a stage, or ends it by null. */
  void stage(StageDraft draftOfStage) {
    stage = draftOfStage;
    fitsRegistered = false;
  }

  /** Takes a batch of units in hand. */
  void take(java.util.Set<String> units) {
    stage.take(units);
    fitsRegistered = false;
  }

  /** Those of some scans that are in hand. */
  List<ScanFiles> inHand(List<ScanFiles> scans) {
    return stage == null
        ? scans
        : scans.stream().filter(scan -> stage.isInHand(scan.id().key())).toList();
  }

  /** Into how many tasks work on scans is divided: one each, as long as every core has some. */
  int tasksOfScans() {
    return tasksOf(ScanTable.accepted(tables()).size());
  }

  /** The same for so many pieces of work. */
  int tasksOf(int pieces) {
    int cores = spark.sparkContext().defaultParallelism();
    return Math.max(1, Math.min(pieces, TASKS_PER_CORE * cores));
  }

  /** Those of some model entries that any scan in hand is to be fitted by. */
  <T> List<T> inHand(List<T> entries, Function<T, String> id) {
    return stage == null
        ? entries
        : entries.stream().filter(entry -> stage.isModelInHand(id.apply(entry))).toList();
  }

  /** Whether a scan is to be fitted by a model entry. */
  boolean isInHand(String scan, String model) {
    return stage == null || stage.isInHand(scan + "/" + model);
  }

  /** Gives the session the fit functions of this run, once its inputs are there. */
  void registerFits() {
    if (!fitsRegistered) {
      FitFunctions.register(spark, ModelEntries.all(config), ContextReader.broadcast(this));
      fitsRegistered = true;
    }
  }

  /** A table without rows. */
  Dataset<Row> empty(Table table) {
    return spark.createDataFrame(List.of(), table.schema());
  }

  /** Runs jobs on the published tables, all of their units, and publishes theirs together. */
  Manifest runAndPublish(List<Job> jobs) throws IOException {
    return new StageRunner(this).all(jobs);
  }
}
