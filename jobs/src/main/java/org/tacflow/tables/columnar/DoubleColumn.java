package org.tacflow.tables.columnar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** Measured numbers: as they are, since hardly two are equal. */
final class DoubleColumn extends FlatColumn {
  private final double[] numbers = new double[PAGE_ROWS];

  DoubleColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages);
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
  Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  BytesInput body(int count) {
    byte[] bytes = new byte[Double.BYTES * count];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(numbers, 0, count);
    return BytesInput.from(bytes);
  }

  @Override
  void describe(Statistics<?> statistics, int count) {
    double least = numbers[0];
    double greatest = least;
    for (int i = 1; i < count; i++) {
      least = Math.min(least, numbers[i]);
      greatest = Math.max(greatest, numbers[i]);
    }
    statistics.updateStats(least);
    statistics.updateStats(greatest);
  }
}
