package org.tacflow.tables.columnar;

import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** Indices and counts. */
public final class IntegerColumn extends NumberColumn {
  IntegerColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages, Integer.BYTES);
  }

  /** Adds the number of a row. */
  public void add(int number) {
    numbers().putInt(define() * Integer.BYTES, number);
  }

  @Override
  void addValueFrom(InternalRow row) {
    add(row.getInt(ordinal()));
  }

  @Override
  void describe(Statistics<?> statistics, int count) {
    int least = numbers().getInt(0);
    int greatest = least;
    for (int i = 1; i < count; i++) {
      int number = numbers().getInt(i * Integer.BYTES);
      least = Math.min(least, number);
      greatest = Math.max(greatest, number);
    }
    statistics.updateStats(least);
    statistics.updateStats(greatest);
  }
}
