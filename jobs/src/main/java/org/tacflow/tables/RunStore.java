package org.tacflow.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
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
 * a POSIX rename on a local disk and a rename with overwrite on HDFS.
 */
public final class RunStore {
  /** Name of the pointer file. */
  public static final String POINTER = "_CURRENT";

  private final SparkSession spark;
  private final Path root;

  private RunStore(SparkSession spark, Path root) {
    this.spark = spark;
    this.root = root;
  }

  /** The store in an output folder, which need not exist yet. */
  public static RunStore of(SparkSession spark, String outputDir) {
    Path path = new Path(outputDir);
    try {
      FileSystem system = path.getFileSystem(spark.sessionState().newHadoopConf());
      return new RunStore(spark, system.makeQualified(path));
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
    Path pointer = new Path(root, POINTER);
    FileSystem system = files();
    if (!system.exists(pointer)) {
      return Optional.empty();
    }
    String run = readText(pointer).trim();
    return Optional.of(Manifest.ofJson(readText(new Path(new Path(root, run), "manifest.json"))));
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
    return new RunDraft(this, id, settingsHash, current());
  }

  SparkSession spark() {
    return spark;
  }

  Path path(String relative) {
    return new Path(root, relative);
  }

  FileSystem files() throws IOException {
    return root.getFileSystem(configuration());
  }

  void writeText(Path file, String text) throws IOException {
    try (OutputStream out = files().create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Points readers to another run, in one step. */
  void point(String run) throws IOException {
    Path pointer = new Path(root, POINTER);
    Path next = new Path(root, POINTER + "." + run.replace('/', '.'));
    if (root.toUri().getScheme().equals("file")) {
      // Hadoop's local rename deletes before it renames; the file system's own replaces in one
      // step.
      java.nio.file.Path target = java.nio.file.Path.of(pointer.toUri().getPath());
      java.nio.file.Path fresh = java.nio.file.Path.of(next.toUri().getPath());
      Files.writeString(fresh, run + "\n");
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    writeText(next, run + "\n");
    FileContext.getFileContext(root.toUri(), configuration())
        .rename(next, pointer, Options.Rename.OVERWRITE);
  }

  private String readText(Path file) throws IOException {
    try (java.io.InputStream in = files().open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Configuration configuration() {
    return spark.sessionState().newHadoopConf();
  }
}
