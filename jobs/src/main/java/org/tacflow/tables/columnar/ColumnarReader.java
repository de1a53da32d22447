package org.tacflow.tables.columnar;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * The row groups of a part of a Parquet file, column by column as arrays.
 *
 * <p>Reads what {@link ColumnarFile} and Spark's own writer make of the same columns.
 */
public final class ColumnarReader implements Closeable {
  private final String path;
  private final ParquetFileReader file;
  private final MessageType message;
  private final Map<String, ListedNumbers> lists = new HashMap<>();
  private PageReadStore group;

  /** Opens a part. */
  public ColumnarReader(ColumnarPart part, Configuration configuration) throws IOException {
    this.path = part.path();
    this.file =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new Path(path), configuration),
            HadoopReadOptions.builder(configuration).withRange(part.begin(), part.end()).build());
    this.message = file.getFileMetaData().getSchema();
  }

  /** Reads the next row group; false behind the last. */
  public boolean next() throws IOException {
    group = file.readNextRowGroup();
    return group != null;
  }

  /** Rows of the row group. */
  public int rows() {
    return Math.toIntExact(group.getRowCount());
  }

  /** The text of every row, null where there is none; equal ones mostly are one object. */
  public String[] texts(String column) throws IOException {
    String[] texts = new String[rows()];
    PageValues.forEach(group, descriptor(column), page -> page.texts(texts));
    return texts;
  }

  /** The number of every row; none may be null. */
  public int[] integers(String column) throws IOException {
    int[] integers = new int[rows()];
    PageValues.forEach(group, descriptor(column), page -> page.integers(integers));
    return integers;
  }

  /** The measured number of every row, NaN where there is none. */
  public double[] numbers(String column) throws IOException {
    double[] numbers = new double[rows()];
    PageValues.forEach(group, descriptor(column), page -> page.numbers(numbers));
    return numbers;
  }

  /** The list of every row, until those of another row group are asked for. */
  public ListedNumbers lists(String column) throws IOException {
    ListedNumbers own = lists.computeIfAbsent(column, name -> new ListedNumbers());
    own.restart(rows());
    PageValues.forEach(group, descriptor(column), page -> page.lists(own));
    return own.whole();
  }

  private ColumnDescriptor descriptor(String column) throws IOException {
    return message.getColumns().stream()
        .filter(descriptor -> descriptor.getPath()[0].equals(column))
        .findFirst()
        .orElseThrow(() -> new IOException("Cannot read " + path + ": no column " + column));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
