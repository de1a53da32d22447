package org.tacflow.tables.columnar;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** A column of one value or null a row. */
abstract class FlatColumn extends ColumnData {
  private final byte[] defined = new byte[PAGE_ROWS];
  private int nulls;

  FlatColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages);
  }

  /** Adds the value of a row of Spark, which is not null. */
  abstract void addValueFrom(InternalRow row);

  /** Moves a value to a row before it. */
  abstract void move(int from, int to);

  abstract Encoding encoding();

  /** The first values, at least one, as they lie in a page. */
  abstract BytesInput body(int count) throws IOException;

  /** Adds the first values, at least one, to the statistics of a page. */
  abstract void describe(Statistics<?> statistics, int count);

  /** Adds a row without a value. */
  public final void addNull() {
    defined[begin()] = 0;
    nulls++;
  }

  /** Begins a row with a value: its place. */
  final int define() {
    int row = begin();
    defined[row] = 1;
    return row;
  }

  @Override
  final void addFrom(InternalRow row) {
    if (row.isNullAt(ordinal())) {
      addNull();
    } else {
      addValueFrom(row);
    }
  }

  @Override
  final void makePage(int rows) throws IOException {
    int count = rows - nulls;
    if (nulls > 0) {
      closeGaps(rows);
    }
    Statistics<?> statistics = pages().statistics(nulls);
    nulls = 0;
    BytesInput levels = Levels.definitions(defined, rows, count, 1);
    if (count == 0) {
      pages().add(rows, rows, levels, statistics, Encoding.PLAIN);
    } else {
      describe(statistics, count);
      pages().add(rows, rows, BytesInput.concat(levels, body(count)), statistics, encoding());
    }
  }

  private void closeGaps(int rows) {
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (defined[row] != 0) {
        if (count < row) {
          move(row, count);
        }
        count++;
      }
    }
  }
}
