package org.tacflow.tables.columnar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final int[] indices = new int[PAGE_ROWS];
  private String last;
  private int lastIndex;
  private UTF8String lastOfRows;
  private String lastDecoded;

  TextColumn(int ordinal, ColumnPages pages) {
    super(ordinal, pages);
  }

  /** Adds the text of a row, which may be null. */
  public void add(String text) {
    if (text == null) {
      addNull();
      return;
    }
    // Neighbours mostly are of one scan, one region, one status, by the same object.
    if (text != last) {
      lastIndex = index(text);
      last = text;
    }
    indices[define()] = lastIndex;
  }

  @Override
  void addValueFrom(InternalRow row) {
    UTF8String text = row.getUTF8String(ordinal());
    if (!text.equals(lastOfRows)) {
      // The bytes belong to the row.
      lastOfRows = text.clone();
      lastDecoded = text.toString();
    }
    add(lastDecoded);
  }

  private int index(String text) {
    Integer known = places.get(text);
    if (known != null) {
      return known;
    }
    places.put(text, texts.size());
    texts.add(text);
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
    there.stream().mapToObj(i -> Binary.fromString(texts.get(i))).forEach(statistics::updateStats);
  }

  @Override
  void write(ParquetFileWriter file) throws IOException {
    List<BytesInput> plain = new ArrayList<>();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      plain.add(BytesInput.fromInt(bytes.length));
      plain.add(BytesInput.from(bytes));
    }
    pages().write(file, BytesInput.concat(plain), texts.size());
    places.clear();
    texts.clear();
    last = null;
  }
}
