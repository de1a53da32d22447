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
  private static final int FIRST_ROOM = 1024;
  // As other writers cut them: a reader that wants a few rows unpacks this many.
  private static final int ROWS_PER_PAGE = 20_000;

  private byte[] defined = new byte[FIRST_ROOM];
  private int rows;
  private int values;

  FlatColumn(ColumnDescriptor descriptor, int ordinal) {
    super(descriptor, ordinal);
  }

  /** Keeps a value that is not null as the one of an index, which rises by one each time. */
  abstract void put(InternalRow row, int index);

  /** Writes what comes before the data pages. */
  void begin(PageSink sink, int count) throws IOException {}

  abstract Encoding encoding();

  abstract BytesInput body(int from, int to) throws IOException;

  /** Adds some values, at least one, to the statistics of a page. */
  abstract void describe(Statistics<?> statistics, int from, int to);

  @Override
  final void add(InternalRow row) {
    if (rows == defined.length) {
      defined = Arrays.copyOf(defined, 2 * rows);
    }
    if (row.isNullAt(ordinal())) {
      defined[rows++] = 0;
    } else {
      defined[rows++] = 1;
      put(row, values++);
    }
  }

  @Override
  final int entries() {
    return rows;
  }

  final int values() {
    return values;
  }

  @Override
  final void write(PageSink sink) throws IOException {
    begin(sink, values);
    int from = 0;
    for (int row = 0; row < rows; row += ROWS_PER_PAGE) {
      int end = Math.min(rows, row + ROWS_PER_PAGE);
      int to = from;
      for (int r = row; r < end; r++) {
        to += defined[r];
      }
      int nulls = end - row - (to - from);
      Statistics<?> statistics = Statistics.createStats(descriptor().getPrimitiveType());
      statistics.incrementNumNulls(nulls);
      if (to > from) {
        describe(statistics, from, to);
      }
      BytesInput levels =
          nulls == 0 ? Levels.constant(1, end - row) : Levels.of(defined, row, end, 1);
      sink.page(
          end - row, end - row, BytesInput.concat(levels, body(from, to)), statistics, encoding());
      from = to;
    }
  }

  @Override
  void clear() {
    rows = 0;
    values = 0;
  }
}
