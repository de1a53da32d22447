package org.tacflow.tables.columnar;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** A column of one value or null a row. */
abstract class FlatColumn extends ColumnData {
  private final byte[] defined = new byte[PAGE_ROWS];

  FlatColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages);
  }

  /** Keeps the value of a row of the page, which is not null. */
  abstract void put(InternalRow values, int row);

  /** Moves a value to a row before it. */
  abstract void move(int from, int to);

  abstract Encoding encoding();

  /** The first values, at least one, as they lie in a page. */
  abstract BytesInput body(int count) throws IOException;

  /** Adds the first values, at least one, to the statistics of a page. */
  abstract void describe(Statistics<?> statistics, int count);

  /** Takes the value of a row of the page. */
  final void add(InternalRow values, int row) {
    if (values.isNullAt(ordinal())) {
      defined[row] = 0;
    } else {
      defined[row] = 1;
      put(values, row);
    }
  }

  @Override
  final void cut(int rows) throws IOException {
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (defined[row] != 0) {
        if (count < row) {
          move(row, count);
        }
        count++;
      }
    }
    Statistics<?> statistics = pages().statistics(rows - count);
    BytesInput levels = Levels.definitions(defined, rows, count, 1);
    if (count == 0) {
      pages().add(rows, rows, levels, statistics, Encoding.PLAIN);
    } else {
      describe(statistics, count);
      pages().add(rows, rows, BytesInput.concat(levels, body(count)), statistics, encoding());
    }
  }
}
