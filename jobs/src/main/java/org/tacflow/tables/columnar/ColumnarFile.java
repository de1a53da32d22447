package org.tacflow.tables.columnar;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.tacflow.bids.LocalFiles;

/**
 * One Parquet file whose rows are gathered by column: a value for every column, then {@link
 * #endRow}. Without rows there is no file.
 *
 * <p>Zstandard at its fastest: measured numbers hardly compress, and a higher level costs time for
 * a percent of space. A row group of curves holds 4 MB of them, some 25,000: a task reads whole row
 * groups, and of a scan that is one group it would keep one core of a cluster busy.
 */
public final class ColumnarFile implements Closeable {
  private static final int FASTEST = 1;
  private static final long CURVES_BYTES = 4L << 20;
  private static final long GROUP_BYTES = 32L << 20;
  // Where the codecs begin with their buffers.
  private static final int PAGE_BYTES = 64 << 10;
  // Where Spark looks for its own types and the comments of columns.
  private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

  private final Path path;
  private final StructType schema;
  private final Configuration configuration;
  private final MessageType message;
  private final CodecFactory codecs;
  private final ColumnData[] columns;
  private final long groupBytes;
  private ParquetFileWriter file;
  private int inPage;
  private long inGroup;
  private boolean closed;

  ColumnarFile(Path path, StructType schema, Configuration configuration) {
    this.path = path;
    this.schema = schema;
    this.configuration = configuration;
    this.message = ColumnKinds.message(schema);
    this.codecs = new CodecFactory(configuration, PAGE_BYTES);
    this.columns = ColumnKinds.columns(message, codecs);
    boolean curves = Arrays.stream(columns).anyMatch(CurveColumn.class::isInstance);
    this.groupBytes = curves ? CURVES_BYTES : GROUP_BYTES;
  }

  /** Sets what files are written by, in a configuration of the caller's own. */
  static void configure(Configuration configuration) {
    configuration.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, FASTEST);
    LocalFiles.use(configuration);
  }

  /** Settings of file systems, for work that reads beside; not to be changed. */
  public Configuration configuration() {
    return configuration;
  }

  /** The column of texts of a name. */
  public TextColumn text(String name) {
    return (TextColumn) columns[schema.fieldIndex(name)];
  }

  /** The column of integers of a name. */
  public IntegerColumn integer(String name) {
    return (IntegerColumn) columns[schema.fieldIndex(name)];
  }

  /** The column of measured numbers of a name. */
  public DoubleColumn number(String name) {
    return (DoubleColumn) columns[schema.fieldIndex(name)];
  }

  /** The column of curves of a name. */
  public CurveColumn curve(String name) {
    return (CurveColumn) columns[schema.fieldIndex(name)];
  }

  /** Adds a row of Spark; the row may be used again. */
  void add(InternalRow row) throws IOException {
    for (ColumnData column : columns) {
      column.addFrom(row);
    }
    endRow();
  }

  /** Ends a row, to which every column was given its value. */
  public void endRow() throws IOException {
    inPage++;
    if (inPage == ColumnData.PAGE_ROWS) {
      cut();
      if (Arrays.stream(columns).mapToLong(ColumnData::bytes).sum() >= groupBytes) {
        writeGroup();
      }
    }
  }

  private void cut() throws IOException {
    for (ColumnData column : columns) {
      column.cut(inPage);
    }
    inGroup += inPage;
    inPage = 0;
  }

  private void writeGroup() throws IOException {
    ParquetFileWriter file = begun();
    file.startBlock(inGroup);
    for (ColumnData column : columns) {
      column.write(file);
    }
    file.endBlock();
    inGroup = 0;
  }

  private ParquetFileWriter begun() throws IOException {
    if (file == null) {
      file =
          new ParquetFileWriter(
              HadoopOutputFile.fromPath(path, configuration),
              message,
              ParquetFileWriter.Mode.OVERWRITE,
              groupBytes,
              0,
              null,
              ParquetProperties.builder().build());
      file.start();
    }
    return file;
  }

  /** Completes the file, if any row was added: what is in it. */
  FileFacts end() throws IOException {
    if (inPage > 0) {
      cut();
    }
    if (inGroup > 0) {
      writeGroup();
    }
    FileFacts facts = FileFacts.NOTHING;
    if (file != null) {
      file.end(Map.of(SPARK_SCHEMA, schema.json()));
      facts = FileFacts.of(file.getFooter());
    }
    close();
    return facts;
  }

  /** Completes a file without rows: readers find the columns of a table. */
  void endEmpty() throws IOException {
    begun().end(Map.of(SPARK_SCHEMA, schema.json()));
    close();
  }

  /** Leaves the file as it is; nothing happens when it is complete. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      codecs.release();
      if (file != null) {
        file.close();
      }
    }
  }
}
