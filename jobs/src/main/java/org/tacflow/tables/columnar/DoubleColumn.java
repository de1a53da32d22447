package org.tacflow.tables.columnar;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** Measured numbers. */
public final class DoubleColumn extends NumberColumn {
  DoubleColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages, Double.BYTES);
  }

  /** Adds the number of a row. */
  public void add(double number) {
    numbers().putDouble(define() * Double.BYTES, number);
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
