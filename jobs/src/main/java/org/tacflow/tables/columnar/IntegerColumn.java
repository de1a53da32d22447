package org.tacflow.tables.columnar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** Indices and counts, as they are. */
final class IntegerColumn extends FlatColumn {
  private final int[] numbers = new int[PAGE_ROWS];

  IntegerColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages);
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
  Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  BytesInput body(int count) {
    byte[] bytes = new byte[Integer.BYTES * count];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(numbers, 0, count);
    return BytesInput.from(bytes);
  }

  @Override
  void describe(Statistics<?> statistics, int count) {
    int least = numbers[0];
    int greatest = least;
    for (int i = 1; i < count; i++) {
      least = Math.min(least, numbers[i]);
      greatest = Math.max(greatest, numbers[i]);
    }
    statistics.updateStats(least);
    statistics.updateStats(greatest);
  }
}
