package org.tacflow.tables.columnar;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** A column of one value or null a row: the values that are there, and the rows that have none. */
abstract class FlatColumn extends ColumnData {
  private final int[] nullRows = new int[PAGE_ROWS];
  private int nulls;
  private int count;

  FlatColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages);
  }

  /** Adds the value of a row of Spark, which is not null. */
  abstract void addValueFrom(InternalRow row);

  abstract Encoding encoding();

  /** The first values, at least one, as they lie in a page. */
  abstract BytesInput body(int count) throws IOException;

  /** Adds the first values, at least one, to the statistics of a page. */
  abstract void describe(Statistics<?> statistics, int count);

  /** Adds a row without a value. */
  public final void addNull() {
    nullRows[nulls] = rows();
    nulls++;
  }

  /** Adds a row with a value: the place of the value. */
  final int define() {
    return count++;
  }

  @Override
  final int rows() {
    return count + nulls;
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
  final void makePage() throws IOException {
    int rows = rows();
    Statistics<?> statistics = pages().statistics(nulls);
    BytesInput levels =
        nulls == 0 || count == 0
            ? Levels.constant(nulls == 0 ? 1 : 0, rows)
            : Levels.zerosAt(nullRows, nulls, rows);
    if (count == 0) {
      pages().add(rows, rows, levels, statistics, Encoding.PLAIN);
    } else {
      describe(statistics, count);
      pages().add(rows, rows, BytesInput.concat(levels, body(count)), statistics, encoding());
    }
    nulls = 0;
    count = 0;
  }
}
