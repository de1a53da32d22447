package org.tacflow.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.tacflow.bids.LocalFiles;
import org.tacflow.config.InputException;

/**
 * The published tables of a cohort: immutable run folders and one atomically switched pointer.
 *
 * <pre>
 * output/_CURRENT                  one line: runs/&lt;run id&gt;
 * output/runs/&lt;run id&gt;/manifest.json, views.sql, &lt;table&gt;/*.parquet
 * </pre>
 *
 * A reader that follows the pointer sees the old run or the new run, never a mixture. The switch is
 * a POSIX rename on a local disk, a rename with overwrite on HDFS, and on an object store, where a
 * rename is a copy but an object appears whole, the writing of the object itself.
 */
public final class RunStore {
  /** Name of the pointer file. */
  public static final String POINTER = "_CURRENT";

  private static final Set<String> OBJECT_STORES = Set.of("s3a", "s3", "gs", "oss", "cosn", "obs");

  private final SparkSession spark;
  private final Configuration configuration;
  private final Path root;

  private RunStore(SparkSession spark, Configuration configuration, Path root) {
    this.spark = spark;
    this.configuration = configuration;
    this.root = root;
  }

  /** The store in an output folder, which need not exist yet. */
  public static RunStore of(SparkSession spark, String outputDir) {
    return of(spark, spark.sessionState().newHadoopConf(), outputDir);
  }

  /** The same for looking at its texts only: tables cannot be read or written without Spark. */
  public static RunStore ofTexts(Configuration configuration, String outputDir) {
    return of(null, configuration, outputDir);
  }

  private static RunStore of(SparkSession spark, Configuration given, String outputDir) {
    Configuration configuration = new Configuration(given);
    LocalFiles.use(configuration);
    Path path = new Path(outputDir);
    try {
      FileSystem system = path.getFileSystem(configuration);
      return new RunStore(spark, configuration, system.makeQualified(path));
    } catch (IOException e) {
      throw new InputException("Cannot use output folder " + outputDir + ": " + e.getMessage(), e);
    }
  }

  /** Folder of the store. */
  public String root() {
    return root.toString();
  }

  /** The manifest that the pointer names, empty before the first publication. */
  public Optional<Manifest> current() throws IOException {
    Optional<String> pointer = text(POINTER);
    return pointer.isPresent()
        ? Optional.of(Manifest.ofJson(readText(path(pointer.get().trim() + "/manifest.json"))))
        : Optional.empty();
  }

  /** The manifest of a run, empty when it was never published. */
  public Optional<Manifest> manifest(String run) throws IOException {
    Optional<String> text = text("runs/" + run + "/manifest.json");
    return text.isPresent() ? Optional.of(Manifest.ofJson(text.get())) : Optional.empty();
  }

  /** Reads a text that was kept beside the tables of the published run. */
  public String attachment(String name) throws IOException {
    Manifest manifest =
        current()
            .orElseThrow(
                () ->
                    new InputException(
                        "Cannot read "
                            + name
                            + ": nothing is published in "
                            + root
                            + " (run the main job first)"));
    return readText(path("runs/" + manifest.run() + "/" + name));
  }

  /**
   * Begins a run; nothing is visible to readers until it is published.
   *
   * @param id unique, sorts by time
   * @param settingsHash hash of the configuration behind it
   */
  public RunDraft begin(String id, String settingsHash) throws IOException {
    StageFiles stageFiles = new StageFiles(this);
    return new RunDraft(this, stageFiles, published(stageFiles), id, settingsHash);
  }

  /** The published tables; none before the first run. */
  public RunTables published() throws IOException {
    return published(new StageFiles(this));
  }

  private RunTables published(StageFiles stageFiles) throws IOException {
    Optional<Manifest> manifest = current();
    Optional<RunLedger> ledger =
        manifest.isPresent() ? ledger(manifest.get().run()) : Optional.empty();
    return new RunTables(this, stageFiles, manifest, ledger);
  }

  SparkSession spark() {
    return spark;
  }

  Path path(String relative) {
    return new Path(root, relative);
  }

  FileSystem files() throws IOException {
    return root.getFileSystem(configuration);
  }

  void writeText(Path file, String text) throws IOException {
    try (OutputStream out = files().create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Completes a run folder, then points readers to it in one step. */
  void publish(Manifest manifest, RunLedger ledger) throws IOException {
    String folder = "runs/" + manifest.run();
    keepText(folder + "/" + RunLedger.NAME, ledger.toJson());
    writeText(path(folder + "/views.sql"), Views.duckdb(manifest));
    writeText(path(folder + "/manifest.json"), manifest.toJson());
    replaceText(path(POINTER), folder + "\n");
  }

  /** Replaces a small text in one step: readers see the old text or the new one. */
  void replaceText(Path file, String text) throws IOException {
    Path next = new Path(file.getParent(), file.getName() + ".next");
    if (isLocal()) {
      // Hadoop's local rename deletes before it renames; the file system's own replaces in one
      // step.
      Files.createDirectories(disk(file.getParent()));
      Files.writeString(disk(next), text);
      Files.move(disk(next), disk(file), StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    if (OBJECT_STORES.contains(root.toUri().getScheme())) {
      writeText(file, text);
      return;
    }
    writeText(next, text);
    FileContext.getFileContext(root.toUri(), configuration)
        .rename(next, file, Options.Rename.OVERWRITE);
  }

  /** Whether the store lies on a disk of this machine. */
  boolean isLocal() {
    return root.toUri().getScheme().equals("file");
  }

  /** A path of a local store as Java knows it. */
  static java.nio.file.Path disk(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /** Whether the folder of the store is there. */
  public boolean exists() throws IOException {
    return files().exists(root);
  }

  /** Deletes everything. */
  void delete() throws IOException {
    files().delete(root, true);
  }

  /** Ids of all run folders, newest first, published or not. */
  public List<String> runs() throws IOException {
    Path folder = path("runs");
    List<String> ids = new ArrayList<>();
    if (files().exists(folder)) {
      for (FileStatus status : files().listStatus(folder)) {
        if (status.isDirectory()) {
          ids.add(status.getPath().getName());
        }
      }
    }
    ids.sort(Comparator.reverseOrder());
    return ids;
  }

  /** What earlier runs made, newest first; a ledger that cannot be read is left out. */
  public List<RunLedger> ledgers() throws IOException {
    List<RunLedger> ledgers = new ArrayList<>();
    for (String id : runs()) {
      ledger(id).ifPresent(ledgers::add);
    }
    return ledgers;
  }

  private Optional<RunLedger> ledger(String id) throws IOException {
    Optional<String> text = text("runs/" + id + "/" + RunLedger.NAME);
    try {
      return text.isPresent() ? Optional.of(RunLedger.ofJson(text.get())) : Optional.empty();
    } catch (JsonProcessingException e) {
      // Of another version of the program, or damaged: its units are made again.
      return Optional.empty();
    }
  }

  /** A text of the store, empty when it is not there. */
  public Optional<String> text(String relative) throws IOException {
    Path file = path(relative);
    return files().exists(file) ? Optional.of(readText(file)) : Optional.empty();
  }

  /** Keeps a text in the store, in one step. */
  public void keepText(String relative, String text) throws IOException {
    replaceText(path(relative), text);
  }

  private String readText(Path file) throws IOException {
    try (java.io.InputStream in = files().open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  Configuration configuration() {
    return configuration;
  }
}
