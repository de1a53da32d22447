package org.tacflow.tables.columnar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * One write into a folder.
 *
 * <p>Attempts of tasks write to a hidden folder; when all tasks have ended, the driver moves the
 * file of the one attempt of each that Spark has accepted. What a lost or late attempt leaves is
 * never seen. On an object store a move is a copy, as with the committer of Spark's own files.
 */
final class FolderWrite implements BatchWrite {
  private final Path folder;
  private final Path hidden;
  private final String id;
  private final StructType schema;
  private final Configuration configuration = SparkSession.active().sessionState().newHadoopConf();

  FolderWrite(String folder, StructType schema, String id) {
    this.folder = new Path(folder);
    this.hidden = new Path(folder, "_writing-" + id);
    this.id = id;
    this.schema = schema;
  }

  /** The file of an accepted attempt: where it lies and its name in the folder. */
  private record Written(String path, String name) implements WriterCommitMessage {}

  @Override
  public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
    return new Tasks(hidden.toString(), id, schema, new SerializableConfiguration(configuration));
  }

  @Override
  public void commit(WriterCommitMessage[] messages) {
    try {
      FileSystem system = folder.getFileSystem(configuration);
      for (Written file : written(messages).toList()) {
        if (!system.rename(new Path(file.path()), new Path(folder, file.name()))) {
          throw new IOException("Cannot rename " + file.path() + ": the file system refuses");
        }
      }
      system.delete(hidden, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void abort(WriterCommitMessage[] messages) {
    try {
      FileSystem system = folder.getFileSystem(configuration);
      for (Written file : written(messages).toList()) {
        system.delete(new Path(folder, file.name()), false);
      }
      system.delete(hidden, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null stands for a task without rows, or one that did not end. */
  private static Stream<Written> written(WriterCommitMessage[] messages) {
    return Arrays.stream(messages).map(Written.class::cast).filter(Objects::nonNull);
  }

  private record Tasks(
      String hidden, String id, StructType schema, SerializableConfiguration shared)
      implements DataWriterFactory {
    @Override
    public DataWriter<InternalRow> createWriter(int partition, long task) {
      return new Task(this, partition, task);
    }
  }

  /** One attempt of a task. */
  private static final class Task implements DataWriter<InternalRow> {
    private final Tasks tasks;
    private final int partition;
    private final String name;
    private final Path path;
    private ColumnarFile file;

    Task(Tasks tasks, int partition, long task) {
      this.tasks = tasks;
      this.partition = partition;
      this.name = String.format("part-%05d-%s.zstd.parquet", partition, tasks.id());
      this.path = new Path(tasks.hidden(), task + "-" + name);
    }

    private ColumnarFile open() throws IOException {
      return new ColumnarFile(path, tasks.schema(), tasks.shared().value());
    }

    @Override
    public void write(InternalRow row) throws IOException {
      if (file == null) {
        file = open();
      }
      file.add(row);
    }

    @Override
    public WriterCommitMessage commit() throws IOException {
      if (file == null && partition == 0) {
        // Readers find the columns of a table without rows.
        file = open();
      }
      if (file == null) {
        return null;
      }
      file.end();
      return new Written(path.toString(), name);
    }

    @Override
    public void abort() throws IOException {
      if (file != null) {
        try {
          file.close();
        } finally {
          path.getFileSystem(tasks.shared().value()).delete(path, false);
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }
}
