package org.tacflow.tables.columnar;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
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
  private static final String LEVEL = "parquet.compression.codec.zstd.level";
  private static final int FASTEST = 1;
  private static final long CURVES_BYTES = 4L << 20;
  private static final long GROUP_BYTES = 32L << 20;
  private static final int FIRST_ROOM = 4096;
  private static final int ROWS_BETWEEN_CHECKS = 256;
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
  private int room;
  private int rows;
  private boolean closed;

  ColumnarFile(Path path, StructType schema, Configuration shared) throws IOException {
    Configuration configuration = new Configuration(shared);
    configuration.setInt(LEVEL, FASTEST);
    this.schema = schema;
    MessageType message = ColumnKinds.message(schema);
    this.columns = ColumnKinds.columns(message);
    this.texts = of(TextColumn.class, TextColumn[]::new);
    this.integers = of(IntegerColumn.class, IntegerColumn[]::new);
    this.doubles = of(DoubleColumn.class, DoubleColumn[]::new);
    this.curves = of(CurveColumn.class, CurveColumn[]::new);
    this.groupBytes = curves.length > 0 ? CURVES_BYTES : GROUP_BYTES;
    this.codecs = new CodecFactory(configuration, ColumnData.PAGE_BYTES);
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
    if (rows == room) {
      room = Math.max(FIRST_ROOM, 2 * room);
      for (ColumnData column : columns) {
        column.reserve(room);
      }
    }
    // By kind, so that the compiler knows what it calls.
    for (TextColumn column : texts) {
      column.add(row, rows);
    }
    for (IntegerColumn column : integers) {
      column.add(row, rows);
    }
    for (DoubleColumn column : doubles) {
      column.add(row, rows);
    }
    for (CurveColumn column : curves) {
      column.add(row);
    }
    rows++;
    if (rows % ROWS_BETWEEN_CHECKS == 0 && bytes() >= groupBytes) {
      writeGroup();
    }
  }

  private long bytes() {
    return Arrays.stream(columns).mapToLong(column -> column.bytes(rows)).sum();
  }

  private void writeGroup() throws IOException {
    file.startBlock(rows);
    BytesInputCompressor zstandard = codecs.getCompressor(CompressionCodecName.ZSTD);
    BytesInputCompressor none = codecs.getCompressor(CompressionCodecName.UNCOMPRESSED);
    for (ColumnData column : columns) {
      BytesInputCompressor codec = column.shrinks(rows, zstandard) ? zstandard : none;
      file.startColumn(column.descriptor(), column.entries(rows), codec.getCodecName());
      column.write(rows, new PageSink(file, codec));
      file.endColumn();
    }
    file.endBlock();
    rows = 0;
  }

  /** Completes the file. */
  void end() throws IOException {
    if (rows > 0) {
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
