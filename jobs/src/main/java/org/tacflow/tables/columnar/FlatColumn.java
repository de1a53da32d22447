package org.tacflow.tables.columnar;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;

/** A column of one value or null a row. */
abstract class FlatColumn extends ColumnData {
  // As other writers cut them: a reader that wants a few rows unpacks this many.
  private static final int ROWS_PER_PAGE = 20_000;

  private byte[] defined = {};

  FlatColumn(ColumnDescriptor descriptor, int ordinal) {
    super(descriptor, ordinal);
  }

  /** Keeps the value of a row, which is not null. */
  abstract void put(InternalRow values, int row);

  /** Moves a value to another row. */
  abstract void move(int from, int to);

  /** Writes what comes before the data pages. */
  void begin(PageSink sink) throws IOException {}

  /** Forgets what a row group knew. */
  void end() {}

  abstract Encoding encoding();

  /** Values of rows from a first one to another, exclusive. */
  abstract BytesInput body(int from, int to) throws IOException;

  /** Adds the values of some rows, at least one, to the statistics of a page. */
  abstract void describe(Statistics<?> statistics, int from, int to);

  /** Takes the value of a row. */
  final void add(InternalRow values, int row) {
    if (values.isNullAt(ordinal())) {
      defined[row] = 0;
    } else {
      defined[row] = 1;
      put(values, row);
    }
  }

  @Override
  void reserve(int rows) {
    defined = Arrays.copyOf(defined, rows);
  }

  @Override
  final int entries(int rows) {
    return rows;
  }

  @Override
  final void write(int rows, PageSink sink) throws IOException {
    begin(sink);
    for (int from = 0; from < rows; from += ROWS_PER_PAGE) {
      page(sink, from, Math.min(rows, from + ROWS_PER_PAGE));
    }
    end();
  }

  private void page(PageSink sink, int from, int to) throws IOException {
    int last = from;
    for (int row = from; row < to; row++) {
      if (defined[row] != 0) {
        if (last < row) {
          move(row, last);
        }
        last++;
      }
    }
    int nulls = to - last;
    Statistics<?> statistics = Statistics.createStats(descriptor().getPrimitiveType());
    statistics.incrementNumNulls(nulls);
    if (last > from) {
      describe(statistics, from, last);
    }
    BytesInput levels =
        nulls == 0 ? Levels.constant(1, to - from) : Levels.of(defined, from, to, 1);
    sink.page(
        to - from, to - from, BytesInput.concat(levels, body(from, last)), statistics, encoding());
  }
}
