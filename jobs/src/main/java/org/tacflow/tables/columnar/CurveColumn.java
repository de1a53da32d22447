package org.tacflow.tables.columnar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
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
public final class CurveColumn extends ColumnData {
  private static final byte NO_LIST = 0;
  private static final byte EMPTY = 1;
  private static final byte NULL = 2;
  private static final byte NUMBER = 3;

  private float[] numbers = new float[PAGE_ROWS];
  private final int[] begins = new int[PAGE_ROWS];
  private byte[] definitions = new byte[PAGE_ROWS];
  private int rows;
  private int entries;
  private int count;

  CurveColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages);
  }

  /** Adds the list of a row. */
  public void add(float[] list) {
    int length = beginList(list.length, EMPTY);
    Arrays.fill(definitions, entries, entries + length, NUMBER);
    System.arraycopy(list, 0, numbers, count, length);
    entries += length;
    count += length;
  }

  /** Makes room for a list; one without values is an entry of its own. */
  private int beginList(int length, byte without) {
    makeRoom(Math.max(1, length));
    begins[rows++] = entries;
    if (length == 0) {
      definitions[entries++] = without;
    }
    return length;
  }

  @Override
  void addFrom(InternalRow row) {
    ArrayData list = row.isNullAt(ordinal()) ? null : row.getArray(ordinal());
    int length = list == null ? beginList(0, NO_LIST) : beginList(list.numElements(), EMPTY);
    for (int i = 0; i < length; i++) {
      if (list.isNullAt(i)) {
        definitions[entries++] = NULL;
      } else {
        definitions[entries++] = NUMBER;
        numbers[count++] = list.getFloat(i);
      }
    }
  }

  private void makeRoom(int more) {
    if (entries + more > definitions.length) {
      int room = Math.max(2 * definitions.length, entries + more);
      numbers = Arrays.copyOf(numbers, room);
      definitions = Arrays.copyOf(definitions, room);
    }
  }

  @Override
  int rows() {
    return rows;
  }

  @Override
  void makePage() throws IOException {
    Statistics<?> statistics = pages().statistics(entries - count);
    if (count > 0) {
      describe(statistics);
    }
    BytesInput body =
        BytesInput.concat(
            Levels.zerosAt(begins, rows, entries),
            count == entries
                ? Levels.constant(NUMBER, entries)
                : Levels.of(definitions, entries, NUMBER),
            plain());
    pages().add(entries, rows, body, statistics, Encoding.PLAIN);
    rows = 0;
    entries = 0;
    count = 0;
  }

  private BytesInput plain() {
    byte[] bytes = new byte[Float.BYTES * count];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers, 0, count);
    return BytesInput.from(bytes);
  }

  private void describe(Statistics<?> statistics) {
    float least = numbers[0];
    float greatest = least;
    for (int i = 1; i < count; i++) {
      least = Math.min(least, numbers[i]);
      greatest = Math.max(greatest, numbers[i]);
    }
    statistics.updateStats(least);
    statistics.updateStats(greatest);
  }
}
