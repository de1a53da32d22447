package org.tacflow.tables;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;
import org.tacflow.tables.columnar.FileFacts;
import org.tacflow.tables.columnar.Moves;
import org.tacflow.tables.columnar.WrittenFile;
import scala.Function1;
import scala.collection.immutable.ArraySeq;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A Parquet file of rows that the driver holds, by Spark's own writer.
 *
 * <p>The plan, the stage and the task that Spark would make of them take a tenth of a second a
 * table: for small cohorts more than the work on their scans.
 */
final class DriverFile {
  private final SparkSession spark;
  private final StructType schema;
  private final List<Row> given;
  private long bytes;

  /** With the columns of a schema. */
  DriverFile(SparkSession spark, StructType schema, List<Row> given) {
    this.spark = spark;
    this.schema = schema;
    this.given = given;
  }

  /** Adds the file to a folder: complete, or nothing of it. */
  List<WrittenFile> append(String folder) throws IOException {
    Configuration configuration = spark.sessionState().newHadoopConf();
    Map<String, String> options = ParquetOptions.of(schema, configuration);
    options.forEach(configuration::set);
    Job job = Job.getInstance(configuration);
    OutputWriterFactory factory =
        new ParquetFileFormat()
            .prepareWrite(
                spark, job, Map$.MODULE$.from(CollectionConverters.asScala(options)), schema);
    TaskAttemptContext task =
        new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID());
    String name = "part-00000-" + UUID.randomUUID() + factory.getFileExtension(task);
    // Readers pass over names that begin with a line.
    Path unfinished = new Path(folder, "_" + name);
    FileSystem system = unfinished.getFileSystem(job.getConfiguration());
    boolean complete = false;
    try {
      write(factory.newInstance(unfinished.toString(), schema, task));
      bytes = system.getFileStatus(unfinished).getLen();
      Moves.move(system, unfinished, new Path(folder, name));
      complete = true;
    } finally {
      if (!complete) {
        system.delete(unfinished, false);
      }
    }
    FileFacts facts = new FileFacts(given.size(), Map.of());
    return List.of(new WrittenFile(name, facts));
  }

  private void write(OutputWriter file) {
    Function1<Object, Object> converter = CatalystTypeConverters.createToCatalystConverter(schema);
    try {
      for (Row row : given) {
        file.write((InternalRow) converter.apply(row));
      }
    } finally {
      file.close();
    }
  }

  /** The rows as Spark would read them. */
  List<Row> rows() {
    return given.stream().map(this::asRead).toList();
  }

  private Row asRead(Row row) {
    Object[] cells = new Object[row.length()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = cell(row.get(c));
    }
    return new GenericRowWithSchema(cells, schema);
  }

  // Spark would make an object of every number, four times the memory.
  private static Object cell(Object cell) {
    boolean array = cell != null && cell.getClass().isArray();
    return array ? ArraySeq.unsafeWrapArray(cell) : cell;
  }

  /** Length of the file. */
  long bytes() {
    return bytes;
  }
}
