package org.tacflow.tables.columnar;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** Measured numbers. */
final class DoubleColumn extends NumberColumn {
  DoubleColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages, Double.BYTES);
  }

  @Override
  void put(InternalRow values, int row) {
    numbers().putDouble(row * Double.BYTES, values.getDouble(ordinal()));
  }

  @Override
  void describe(Statistics<?> statistics, int count) {
    double least = numbers().getDouble(0);
    double greatest = least;
    for (int i = 1; i < count; i++) {
      double number = numbers().getDouble(i * Double.BYTES);
      least = Math.min(least, number);
      greatest = Math.max(greatest, number);
    }
    statistics.updateStats(least);
    statistics.updateStats(greatest);
  }
}
