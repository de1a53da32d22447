package org.tacflow.tables.columnar;

import java.nio.ByteBuffer;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** Indices and counts. */
public final class IntegerColumn extends NumberColumn {
  private final int[] numbers = new int[PAGE_ROWS];

  IntegerColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages, Integer.BYTES);
  }

  /** Adds the number of a row. */
  public void add(int number) {
    numbers[define()] = number;
  }

  @Override
  void addValueFrom(InternalRow row) {
    add(row.getInt(ordinal()));
  }

  @Override
  void putInto(ByteBuffer page, int count) {
    page.asIntBuffer().put(numbers, 0, count);
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
