package org.tacflow.tables.columnar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * Lists of numbers, flat: an entry for every number, and one for a list that is empty or null.
 *
 * <p>Repetition 0 begins a row. Definition: 0 no list, 1 an empty one, 2 a null in a list, 3 a
 * number.
 */
final class CurveColumn extends ColumnData {
  private static final int NO_LIST = 0;
  private static final int EMPTY = 1;
  private static final int NULL = 2;
  private static final int NUMBER = 3;

  private float[] numbers = new float[1 << 14];
  private byte[] repetitions = new byte[1 << 14];
  private byte[] definitions = new byte[1 << 14];
  private int entries;
  private int values;

  CurveColumn(ColumnDescriptor descriptor, int ordinal) {
    super(descriptor, ordinal);
  }

  /** Takes the list of a row. */
  void add(InternalRow row) {
    ArrayData list = row.isNullAt(ordinal()) ? null : row.getArray(ordinal());
    int length = list == null ? 0 : list.numElements();
    makeRoom(Math.max(1, length));
    repetitions[entries] = 0;
    if (length == 0) {
      definitions[entries++] = (byte) (list == null ? NO_LIST : EMPTY);
      return;
    }
    Arrays.fill(repetitions, entries + 1, entries + length, (byte) 1);
    for (int i = 0; i < length; i++) {
      if (list.isNullAt(i)) {
        definitions[entries++] = NULL;
      } else {
        definitions[entries++] = NUMBER;
        numbers[values++] = list.getFloat(i);
      }
    }
  }

  /** Nothing: how long the lists are is not known. */
  @Override
  void reserve(int rows) {}

  private void makeRoom(int more) {
    if (entries + more > definitions.length) {
      int room = Math.max(2 * definitions.length, entries + more);
      numbers = Arrays.copyOf(numbers, room);
      repetitions = Arrays.copyOf(repetitions, room);
      definitions = Arrays.copyOf(definitions, room);
    }
  }

  @Override
  int entries(int rows) {
    return entries;
  }

  @Override
  long bytes(int rows) {
    return (long) Float.BYTES * values;
  }

  @Override
  void write(int rows, PageSink sink) throws IOException {
    int value = 0;
    for (int from = 0; from < entries; ) {
      int to = from;
      int inPage = 0;
      // A page holds whole rows.
      while (to < entries && (to - from) * Float.BYTES < PAGE_BYTES) {
        inPage++;
        to++;
        while (to < entries && repetitions[to] != 0) {
          to++;
        }
      }
      value += page(sink, from, to, inPage, value);
      from = to;
    }
    entries = 0;
    values = 0;
  }

  private int page(PageSink sink, int from, int to, int rows, int value) throws IOException {
    int present = 0;
    for (int i = from; i < to; i++) {
      present += definitions[i] == NUMBER ? 1 : 0;
    }
    Statistics<?> statistics = Statistics.createStats(descriptor().getPrimitiveType());
    statistics.incrementNumNulls(to - from - present);
    if (present > 0) {
      describe(statistics, value, value + present);
    }
    sink.page(
        to - from,
        rows,
        BytesInput.concat(
            Levels.of(repetitions, from, to, 1),
            present == to - from
                ? Levels.constant(NUMBER, present)
                : Levels.of(definitions, from, to, NUMBER),
            plain(value, value + present)),
        statistics,
        Encoding.PLAIN);
    return present;
  }

  private BytesInput plain(int from, int to) {
    byte[] bytes = new byte[Float.BYTES * (to - from)];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(numbers, from, to - from);
    return BytesInput.from(bytes);
  }

  private void describe(Statistics<?> statistics, int from, int to) {
    float least = numbers[from];
    float greatest = least;
    for (int i = from + 1; i < to; i++) {
      least = Math.min(least, numbers[i]);
      greatest = Math.max(greatest, numbers[i]);
    }
    statistics.updateStats(least);
    statistics.updateStats(greatest);
  }
}
