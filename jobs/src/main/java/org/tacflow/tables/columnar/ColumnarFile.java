package org.tacflow.tables.columnar;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
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

/**
 * One Parquet file whose rows are gathered by column.
 *
 * <p>Zstandard at its fastest: measured numbers hardly compress, and a higher level costs time for
 * a percent of space. A row group of curves holds 4 MB of them, some 25,000: a task reads whole row
 * groups, and of a scan that is one group it would keep one core of a cluster busy.
 */
final class ColumnarFile implements Closeable {
  private static final int FASTEST = 1;
  private static final long CURVES_BYTES = 4L << 20;
  private static final long GROUP_BYTES = 32L << 20;
  // Where the codecs begin with their buffers.
  private static final int PAGE_BYTES = 64 << 10;
  // Where Spark looks for its own types and the comments of columns.
  private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

  private final StructType schema;
  private final ParquetFileWriter file;
  private final CodecFactory codecs;
  private final ColumnData[] columns;
  private final TextColumn[] texts;
  private final IntegerColumn[] integers;
  private final DoubleColumn[] doubles;
  private final CurveColumn[] curves;
  private final long groupBytes;
  private int inPage;
  private long inGroup;
  private boolean closed;

  ColumnarFile(Path path, StructType schema, Configuration shared) throws IOException {
    Configuration configuration = new Configuration(shared);
    configuration.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, FASTEST);
    this.schema = schema;
    MessageType message = ColumnKinds.message(schema);
    this.codecs = new CodecFactory(configuration, PAGE_BYTES);
    this.columns = ColumnKinds.columns(message, codecs);
    this.texts = of(TextColumn.class, TextColumn[]::new);
    this.integers = of(IntegerColumn.class, IntegerColumn[]::new);
    this.doubles = of(DoubleColumn.class, DoubleColumn[]::new);
    this.curves = of(CurveColumn.class, CurveColumn[]::new);
    this.groupBytes = curves.length > 0 ? CURVES_BYTES : GROUP_BYTES;
    this.file =
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

  private <C extends ColumnData> C[] of(Class<C> kind, IntFunction<C[]> array) {
    return Arrays.stream(columns).filter(kind::isInstance).map(kind::cast).toArray(array);
  }

  /** Takes the values of a row; the row may be used again. */
  void add(InternalRow row) throws IOException {
    // By kind, so that the compiler knows what it calls.
    for (TextColumn column : texts) {
      column.add(row, inPage);
    }
    for (IntegerColumn column : integers) {
      column.add(row, inPage);
    }
    for (DoubleColumn column : doubles) {
      column.add(row, inPage);
    }
    for (CurveColumn column : curves) {
      column.add(row);
    }
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
    file.startBlock(inGroup);
    for (ColumnData column : columns) {
      column.write(file);
    }
    file.endBlock();
    inGroup = 0;
  }

  /** Completes the file. */
  void end() throws IOException {
    if (inPage > 0) {
      cut();
    }
    if (inGroup > 0) {
      writeGroup();
    }
    file.end(Map.of(SPARK_SCHEMA, schema.json()));
    close();
  }

  /** Leaves the file as it is; nothing happens when it is complete. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      codecs.release();
      file.close();
    }
  }
}
