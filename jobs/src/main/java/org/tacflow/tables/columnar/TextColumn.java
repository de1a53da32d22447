package org.tacflow.tables.columnar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Names of few kinds: each once in the dictionary of the row group, then by its index. */
public final class TextColumn extends FlatColumn {
  private final Map<UTF8String, Integer> places = new HashMap<>();
  private final List<UTF8String> texts = new ArrayList<>();
  private final int[] indices = new int[PAGE_ROWS];
  private UTF8String last;
  // As it was given: a String or a UTF8String.
  private Object lastGiven;
  private int lastIndex;

  TextColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages);
  }

  /** Adds the text of a row, which may be null. */
  public void add(String text) {
    if (text == null) {
      addNull();
    } else if (text.equals(lastGiven)) {
      indices[define()] = lastIndex;
    } else {
      add(UTF8String.fromString(text));
      lastGiven = text;
    }
  }

  /** Adds the text of a row, which may be null; its bytes may be used again by another object. */
  public void add(UTF8String text) {
    if (text == null) {
      addNull();
      return;
    }
    // Neighbours mostly are of one scan, one region, one status, and often by the same object.
    if (text != lastGiven && !text.equals(last)) {
      lastIndex = index(text);
      last = texts.get(lastIndex);
    }
    lastGiven = text;
    indices[define()] = lastIndex;
  }

  @Override
  void addValueFrom(InternalRow row) {
    add(row.getUTF8String(ordinal()));
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
  Encoding encoding() {
    return Encoding.RLE_DICTIONARY;
  }

  @Override
  BytesInput body(int count) throws IOException {
    return Levels.indices(indices, count, texts.size() - 1);
  }

  @Override
  void describe(Statistics<?> statistics, int count) {
    BitSet there = new BitSet();
    for (int i = 0; i < count; i++) {
      there.set(indices[i]);
    }
    there.stream()
        .mapToObj(i -> texts.get(i).getBytes())
        .forEach(text -> statistics.updateStats(Binary.fromConstantByteArray(text)));
  }

  @Override
  void write(ParquetFileWriter file) throws IOException {
    List<BytesInput> plain = new ArrayList<>();
    for (UTF8String text : texts) {
      plain.add(BytesInput.fromInt(text.numBytes()));
      plain.add(BytesInput.from(text.getBytes()));
    }
    pages().write(file, BytesInput.concat(plain), texts.size());
    places.clear();
    texts.clear();
    last = null;
    lastGiven = null;
  }
}
