package org.tacflow.tables.columnar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.spark.sql.catalyst.InternalRow;

/** Measured numbers: as they are, since hardly two are equal. */
final class DoubleColumn extends FlatColumn {
  // Noise shrinks by a tenth, which would cost more time than all other work on the column.
  private static final double LEAST_GAIN = 0.75;
  private static final int SAMPLE = 8192;

  private double[] numbers = {};

  DoubleColumn(ColumnDescriptor descriptor, int ordinal) {
    super(descriptor, ordinal);
  }

  @Override
  void reserve(int rows) {
    super.reserve(rows);
    numbers = Arrays.copyOf(numbers, rows);
  }

  @Override
  void put(InternalRow values, int row) {
    numbers[row] = values.getDouble(ordinal());
  }

  @Override
  void move(int from, int to) {
    numbers[to] = numbers[from];
  }

  @Override
  long bytes(int rows) {
    return (long) Double.BYTES * rows;
  }

  @Override
  boolean shrinks(int rows, BytesInputCompressor codec) throws IOException {
    BytesInput sample = body(0, Math.min(rows, SAMPLE));
    return codec.compress(sample).size() < LEAST_GAIN * sample.size();
  }

  @Override
  Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  BytesInput body(int from, int to) {
    byte[] bytes = new byte[Double.BYTES * (to - from)];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .put(numbers, from, to - from);
    return BytesInput.from(bytes);
  }

  @Override
  void describe(Statistics<?> statistics, int from, int to) {
    double least = numbers[from];
    double greatest = least;
    for (int i = from + 1; i < to; i++) {
      least = Math.min(least, numbers[i]);
      greatest = Math.max(greatest, numbers[i]);
    }
    statistics.updateStats(least);
    statistics.updateStats(greatest);
  }
}
