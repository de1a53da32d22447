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
  private final List<byte[]> texts = new ArrayList<>();
  private int[] indices = new int[1024];
  private UTF8String last;
  private int lastIndex;

  TextColumn(ColumnDescriptor descriptor, int ordinal) {
    super(descriptor, ordinal);
  }

  @Override
  void put(InternalRow row, int index) {
    if (index == indices.length) {
      indices = Arrays.copyOf(indices, 2 * index);
    }
    UTF8String text = row.getUTF8String(ordinal());
    // Neighbours mostly are of one scan, one region, one status.
    if (!text.equals(last)) {
      Integer known = places.get(text);
      if (known == null) {
        // The bytes belong to the row.
        last = text.clone();
        lastIndex = texts.size();
        texts.add(last.getBytes());
        places.put(last, lastIndex);
      } else {
        last = text.clone();
        lastIndex = known;
      }
    }
    indices[index] = lastIndex;
  }

  @Override
  long bytes() {
    return (long) values() * Levels.width(texts.size()) / Byte.SIZE;
  }

  @Override
  void begin(PageSink sink, int count) throws IOException {
    if (count == 0) {
      return;
    }
    List<BytesInput> plain = new ArrayList<>();
    for (byte[] text : texts) {
      plain.add(BytesInput.fromInt(text.length));
      plain.add(BytesInput.from(text));
    }
    sink.dictionary(BytesInput.concat(plain), texts.size());
  }

  @Override
  Encoding encoding() {
    return values() == 0 ? Encoding.PLAIN : Encoding.RLE_DICTIONARY;
  }

  @Override
  BytesInput body(int from, int to) throws IOException {
    return values() == 0 ? BytesInput.empty() : Levels.indices(indices, from, to, texts.size() - 1);
  }

  @Override
  void describe(Statistics<?> statistics, int from, int to) {
    BitSet there = new BitSet();
    for (int i = from; i < to; i++) {
      there.set(indices[i]);
    }
    there.stream().forEach(i -> statistics.updateStats(Binary.fromConstantByteArray(texts.get(i))));
  }

  @Override
  void clear() {
    super.clear();
    places.clear();
    texts.clear();
    last = null;
  }
}
