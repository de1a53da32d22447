package org.tacflow.tables.columnar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Names of few kinds: each once in a dictionary, then by its index. */
final class TextColumn extends FlatColumn {
  private final Map<UTF8String, Integer> places = new HashMap<>();
  private final List<UTF8String> texts = new ArrayList<>();
  private int[] indices = {};
  private UTF8String last;
  private int lastIndex;

  TextColumn(ColumnDescriptor descriptor, int ordinal) {
    super(descriptor, ordinal);
  }

  @Override
  void reserve(int rows) {
    super.reserve(rows);
    indices = Arrays.copyOf(indices, rows);
  }

  @Override
  void put(InternalRow values, int row) {
    UTF8String text = values.getUTF8String(ordinal());
    // Neighbours mostly are of one scan, one region, one status.
    if (!text.equals(last)) {
      lastIndex = index(text);
      last = texts.get(lastIndex);
    }
    indices[row] = lastIndex;
  }

  private int index(UTF8String text) {
    Integer known = places.get(text);
    if (known != null) {
      return known;
    }
    // The bytes belong to the row.
    UTF8String own = text.clone();
    places.put(own, texts.size());
    texts.add(own);
    return texts.size() - 1;
  }

  @Override
  void move(int from, int to) {
    indices[to] = indices[from];
  }

  @Override
  long bytes(int rows) {
    return (long) rows * Levels.width(texts.size()) / Byte.SIZE;
  }

  @Override
  void begin(PageSink sink) throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    List<BytesInput> plain = new ArrayList<>();
    for (UTF8String text : texts) {
      plain.add(BytesInput.fromInt(text.numBytes()));
      plain.add(BytesInput.from(text.getBytes()));
    }
    sink.dictionary(BytesInput.concat(plain), texts.size());
  }

  @Override
  void end() {
    places.clear();
    texts.clear();
    last = null;
  }

  @Override
  Encoding encoding() {
    return texts.isEmpty() ? Encoding.PLAIN : Encoding.RLE_DICTIONARY;
  }

  @Override
  BytesInput body(int from, int to) throws IOException {
    return texts.isEmpty()
        ? BytesInput.empty()
        : Levels.indices(indices, from, to, texts.size() - 1);
  }

  @Override
  void describe(Statistics<?> statistics, int from, int to) {
    BitSet there = new BitSet();
    for (int i = from; i < to; i++) {
      there.set(indices[i]);
    }
    there.stream()
        .mapToObj(i -> texts.get(i).getBytes())
        .forEach(text -> statistics.updateStats(Binary.fromConstantByteArray(text)));
  }
}
