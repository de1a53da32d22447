package org.tacflow.tables.columnar;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * One write into a folder.
 *
 * <p>Attempts of tasks write to a hidden folder; when all tasks have ended, the driver moves the
 * file of the one attempt of each that Spark has accepted. What a lost or late attempt leaves is
 * never seen. On an object store a move is a copy, as with the committer of Spark's own files.
 */
final class FolderWrite {
  private final Path folder;
  private final Path hidden;
  private final String id;
  private final StructType schema;
  private final List<Path> moved = new ArrayList<>();
  private final SparkSession spark = SparkSession.active();
  private final Configuration configuration = spark.sessionState().newHadoopConf();

  FolderWrite(String folder, StructType schema, String id) {
    this.folder = new Path(folder);
    this.hidden = new Path(folder, "_writing-" + id);
    this.id = id;
    this.schema = schema;
    ColumnarFile.configure(configuration);
    // Refuses other types here, not in every task.
    ColumnKinds.message(schema);
  }

  /** The file of an attempt that has ended: where it lies and its name in the folder. */
  record Written(String path, String name, FileFacts facts) implements Serializable {}

  /** What tasks need. */
  Tasks tasks() {
    Broadcast<SerializableConfiguration> settings =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(configuration));
    return new Tasks(hidden.toString(), id, schema, settings);
  }

  /** Moves the files of accepted attempts to where readers find them. */
  void commit(List<Written> files) {
    try {
      FileSystem system = folder.getFileSystem(configuration);
      for (Written file : files) {
        Path place = new Path(folder, file.name());
        Moves.move(system, new Path(file.path()), place);
        moved.add(place);
      }
      system.delete(hidden, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what the write has made; the failure that ended it stays the one that is told. */
  void abort(Throwable failure) {
    try {
      FileSystem system = folder.getFileSystem(configuration);
      for (Path file : moved) {
        system.delete(file, false);
      }
      system.delete(hidden, true);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Attempts of tasks: where they write, and what.
   *
   * @param settings unpacked once an executor: in every task they would cost 10 ms
   */
  record Tasks(
      String hidden, String id, StructType schema, Broadcast<SerializableConfiguration> settings)
      implements Serializable {
    /** Runs one attempt to its end. */
    <T> Written run(int partition, Iterator<T> given, ColumnarWork<T> work) throws IOException {
      TaskContext task = TaskContext.get();
      Written written = write(partition, task.taskAttemptId(), given, work);
      task.taskMetrics().outputMetrics().setRecordsWritten(written.facts().rows());
      return written;
    }

    /** The same under the number of an attempt. */
    <T> Written write(int partition, long attempt, Iterator<T> given, ColumnarWork<T> work)
        throws IOException {
      Written place = place(partition, attempt);
      Path path = new Path(place.path());
      FileFacts facts = null;
      try (ColumnarFile file = new ColumnarFile(path, schema, configuration())) {
        work.run(given, file);
        facts = file.end();
      } finally {
        if (facts == null) {
          path.getFileSystem(configuration()).delete(path, false);
        }
      }
      return new Written(place.path(), place.name(), facts);
    }

    /** A file without rows, from which readers know the columns. */
    Written empty() throws IOException {
      Written place = place(0, 0);
      try (ColumnarFile file = new ColumnarFile(new Path(place.path()), schema, configuration())) {
        file.endEmpty();
      }
      return place;
    }

    private Configuration configuration() {
      return settings.value().value();
    }

    private Written place(int partition, long attempt) {
      String name = String.format("part-%05d-%s.zstd.parquet", partition, id);
      return new Written(
          new Path(hidden, attempt + "-" + name).toString(), name, FileFacts.NOTHING);
    }
  }
}
