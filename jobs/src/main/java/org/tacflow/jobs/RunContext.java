package org.tacflow.jobs;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.SettingsHash;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.RunDraft;
import org.tacflow.tables.RunStore;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.udf.FitFunctions;

/** What the jobs of one run share: session, configuration, tables in the making, refusals. */
final class RunContext {
  private final SparkSession spark;
  private final CohortConfig config;
  private final RunStore store;
  private final RunDraft draft;
  private final Storage storage;
  private final Rejections rejections;
  private final Progress progress;
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
  }

  /** Begins a run in the output folder of the configuration. */
  static RunContext begin(SparkSession spark, CohortConfig config, Progress progress)
      throws IOException {
    RunStore store = RunStore.of(spark, config.outputDir());
    String id =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'.'SSS'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now());
    RunDraft draft = store.begin(id, SettingsHash.of(config));
    return new RunContext(spark, config, store, draft, progress);
  }

  /** The published run of an output folder, to be read; writes go to nobody. */
  static RunContext published(SparkSession spark, String outputDir, Progress progress)
      throws IOException {
    RunStore store = RunStore.of(spark, outputDir);
    CohortConfig config = ConfigFile.ofJson(store.attachment(ConfigFile.NAME));
    return new RunContext(spark, config, store, store.begin("unpublished", ""), progress);
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

  /** Runs the jobs in order and publishes their tables together. */
  Manifest runAndPublish(List<Job> jobs) throws IOException {
    for (int j = 0; j < jobs.size(); j++) {
      progress.stage(j + 1, jobs.size(), jobs.get(j));
      jobs.get(j).run(this);
    }
    draft.write(Tables.REJECTED_SCANS, rejectedScans(jobs.stream().map(Job::name).toList()));
    ScanStatus.write(this);
    draft.attach(ConfigFile.NAME, ConfigFile.toJson(config));
    return draft.publish(Version.current());
  }

  private Dataset<Row> rejectedScans(List<String> stages) {
    Map<String, Row> people = new TreeMap<>();
    for (Row scan : draft.read(Tables.SCANS).collectAsList()) {
      people.put(scan.getAs("scan"), scan);
    }
    List<Row> rows = new ArrayList<>();
    for (Rejections.Rejection r : rejections.all()) {
      Row scan = people.get(r.scan());
      rows.add(
          RowFactory.create(
              r.scan(),
              scan == null ? null : scan.getAs("participant_id"),
              scan == null ? null : scan.getAs("session_id"),
              r.stage(),
              r.reason()));
    }
    if (draft.has(Tables.REJECTED_SCANS)) {
      // What other stages refused in the published run still stands.
      for (Row row : draft.read(Tables.REJECTED_SCANS).collectAsList()) {
        if (!stages.contains(row.<String>getAs("stage"))) {
          rows.add(row);
        }
      }
    }
    return spark.createDataFrame(rows, Tables.REJECTED_SCANS.schema()).coalesce(1);
  }
}
