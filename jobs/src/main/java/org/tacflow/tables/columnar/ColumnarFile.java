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
  private static final CompressionCodecName CODEC = CompressionCodecName.ZSTD;
  private static final String LEVEL = "parquet.compression.codec.zstd.level";
  private static final int FASTEST = 1;
  private static final long CURVES_BYTES = 4L << 20;
  private static final long GROUP_BYTES = 32L << 20;
  private static final int ROWS_BETWEEN_CHECKS = 256;
  // Where Spark looks for its own types and the comments of columns.
  private static final String SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata";

  private final StructType schema;
  private final ParquetFileWriter file;
  private final CodecFactory codecs;
  private final ColumnData[] columns;
  private final long groupBytes;
  private int rows;
  private boolean closed;

  ColumnarFile(Path path, StructType schema, Configuration shared) throws IOException {
    Configuration configuration = new Configuration(shared);
    configuration.setInt(LEVEL, FASTEST);
    this.schema = schema;
    MessageType message = ColumnData.message(schema);
    this.columns = ColumnData.of(schema, message);
    boolean curves = Arrays.stream(columns).anyMatch(CurveColumn.class::isInstance);
    this.groupBytes = curves ? CURVES_BYTES : GROUP_BYTES;
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

  /** Takes the values of a row; the row may be used again. */
  void add(InternalRow row) throws IOException {
    for (int c = 0; c < columns.length; c++) {
      columns[c].add(row, c);
    }
    rows++;
    if (rows % ROWS_BETWEEN_CHECKS == 0
        && Arrays.stream(columns).mapToLong(ColumnData::bytes).sum() >= groupBytes) {
      writeGroup();
    }
  }

  private void writeGroup() throws IOException {
    file.startBlock(rows);
    for (ColumnData column : columns) {
      file.startColumn(column.descriptor(), column.entries(), CODEC);
      column.write(new PageSink(file, codecs.getCompressor(CODEC)));
      file.endColumn();
      column.clear();
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
