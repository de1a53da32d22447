package org.tacflow.tables.columnar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Folders of Parquet files whose rows tasks gather by column.
 *
 * <p>Columns may be {@code string}, {@code int}, {@code double} and {@code array<float>}.
 */
public final class ColumnarTables {
  private ColumnarTables() {}

  /**
   * Adds the rows that tasks make to a folder: a file for every partition that has rows, and one
   * where none has.
   *
   * @param given what tasks are given; one task a partition
   * @param folder full path; made where it is not there
   * @return the files that were added
   */
  public static <T> List<WrittenFile> append(
      JavaRDD<T> given, ColumnarWork<T> work, StructType schema, String folder) {
    FolderWrite write = new FolderWrite(folder, schema, UUID.randomUUID().toString());
    FolderWrite.Tasks tasks = write.tasks();
    try {
      List<FolderWrite.Written> ended =
          given
              .mapPartitionsWithIndex(
                  (partition, own) -> List.of(tasks.run(partition, own, work)).iterator(), false)
              .collect();
      List<FolderWrite.Written> files = new ArrayList<>(ended);
      files.removeIf(file -> file.facts().rows() == 0);
      if (files.isEmpty()) {
        files.add(tasks.empty());
      }
      write.commit(files);
      return files.stream().map(file -> new WrittenFile(file.name(), file.facts())).toList();
    } catch (IOException e) {
      write.abort(e);
      throw new UncheckedIOException(e);
    } catch (Throwable e) {
      // Spark's failures come out of Scala unchecked by the compiler.
      write.abort(e);
      throw e;
    }
  }

  /** Adds rows of Spark to a folder: the files that were added. */
  public static List<WrittenFile> append(Dataset<Row> rows, String folder) {
    return append(
        rows.queryExecution().toRdd().toJavaRDD(),
        (own, file) -> {
          while (own.hasNext()) {
            file.add(own.next());
          }
        },
        rows.schema(),
        folder);
  }
}
