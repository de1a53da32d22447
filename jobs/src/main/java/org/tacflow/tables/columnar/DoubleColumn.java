package org.tacflow.tables.columnar;

import java.nio.ByteBuffer;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** Measured numbers. */
public final class DoubleColumn extends NumberColumn {
  private final double[] numbers = new double[PAGE_ROWS];

  DoubleColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages, Double.BYTES);
  }

  /** Adds the number of a row. */
  public void add(double number) {
    numbers[define()] = number;
  }

  /** Adds the number of a row, null for one that is not finite. */
  public void addFinite(double number) {
    if (Double.isFinite(number)) {
      add(number);
    } else {
      addNull();
    }
  }

  @Override
  void addValueFrom(InternalRow row) {
    add(row.getDouble(ordinal()));
  }

  @Override
  void putInto(ByteBuffer page, int count) {
    page.asDoubleBuffer().put(numbers, 0, count);
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
