package org.tacflow.tables.columnar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** Indices and counts, as they are. */
final class IntegerColumn extends FlatColumn {
  private int[] numbers = {};

  IntegerColumn(ColumnDescriptor descriptor, int ordinal) {
    super(descriptor, ordinal);
  }

  @Override
  void reserve(int rows) {
    super.reserve(rows);
    numbers = Arrays.copyOf(numbers, rows);
  }

  @Override
  void put(InternalRow values, int row) {
    numbers[row] = values.getInt(ordinal());
  }

  @Override
  void move(int from, int to) {
    numbers[to] = numbers[from];
  }

  @Override
  long bytes(int rows) {
    return (long) Integer.BYTES * rows;
  }

  @Override
  Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  BytesInput body(int from, int to) {
    byte[] bytes = new byte[Integer.BYTES * (to - from)];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .put(numbers, from, to - from);
    return BytesInput.from(bytes);
  }

  @Override
  void describe(Statistics<?> statistics, int from, int to) {
    int least = numbers[from];
    int greatest = least;
    for (int i = from + 1; i < to; i++) {
      least = Math.min(least, numbers[i]);
      greatest = Math.max(greatest, numbers[i]);
    }
    statistics.updateStats(least);
    statistics.updateStats(greatest);
  }
}
