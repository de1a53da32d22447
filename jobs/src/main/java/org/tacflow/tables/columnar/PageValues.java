package org.tacflow.tables.columnar;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The entries of one page: for each its levels, then those values that are there. */
final class PageValues {
  private final ColumnDescriptor column;
  private final int first;
  private final int entries;
  private final int[] begins;
  private final ValuesReader definitions;
  private final ValuesReader values;
  private final FloatBuffer plain;
  private final String[] texts;

  /** What is done with a page. */
  interface Use {
    void of(PageValues page) throws IOException;
  }

  private PageValues(
      ColumnDescriptor column, int first, DataPageV1 page, Dictionary dictionary, String[] texts)
      throws IOException {
    this.column = column;
    this.first = first;
    this.entries = page.getValueCount();
    this.texts = texts;
    ByteBufferInputStream bytes = page.getBytes().toInputStream();
    begins = begins(bytes);
    definitions = page.getDlEncoding().getValuesReader(column, ValuesType.DEFINITION_LEVEL);
    definitions.initFromPage(entries, bytes);
    Encoding encoding = page.getValueEncoding();
    boolean floats = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.FLOAT;
    if (floats && encoding == Encoding.PLAIN) {
      plain = bytes.slice(bytes.available()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      values = null;
    } else {
      plain = null;
      values =
          encoding.usesDictionary()
              ? encoding.getDictionaryBasedValuesReader(column, ValuesType.VALUES, dictionary)
              : encoding.getValuesReader(column, ValuesType.VALUES);
      values.initFromPage(entries, bytes);
    }
  }

  /** Places of the entries that begin a row, for lists of values. */
  private int[] begins(ByteBufferInputStream bytes) throws IOException {
    if (column.getMaxRepetitionLevel() == 0) {
      return null;
    }
    int length = bytes.slice(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
    return Levels.zeros(bytes.slice(length), entries);
  }

  /** Goes through the pages of a column of a row group. */
  static void forEach(PageReadStore group, ColumnDescriptor column, Use use) throws IOException {
    PageReader pages = group.getPageReader(column);
    DictionaryPage distinct = pages.readDictionaryPage();
    Dictionary dictionary =
        distinct == null ? null : distinct.getEncoding().initDictionary(column, distinct);
    String[] texts = dictionary == null ? null : texts(column, dictionary);
    int first = 0;
    for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
      if (!(page instanceof DataPageV1 known)) {
        throw new IOException(
            "Cannot read column " + column + ": pages of version 2 (must be 1, Spark's default)");
      }
      use.of(new PageValues(column, first, known, dictionary, texts));
      first += known.getValueCount();
    }
  }

  private static String[] texts(ColumnDescriptor column, Dictionary dictionary) {
    if (column.getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BINARY) {
      return null;
    }
    String[] texts = new String[dictionary.getMaxId() + 1];
    for (int id = 0; id < texts.length; id++) {
      texts[id] = dictionary.decodeToBinary(id).toStringUsingUTF8();
    }
    return texts;
  }

  private boolean isDefined() {
    return definitions.readInteger() == column.getMaxDefinitionLevel();
  }

  /** Puts the texts of a column without lists where their rows are. */
  void texts(String[] rows) {
    for (int row = first; row < first + entries; row++) {
      if (isDefined()) {
        rows[row] =
            texts == null
                ? values.readBytes().toStringUsingUTF8()
                : texts[values.readValueDictionaryId()];
      }
    }
  }

  /** Puts the numbers of a column without lists where their rows are. */
  void integers(int[] rows) throws IOException {
    for (int row = first; row < first + entries; row++) {
      if (!isDefined()) {
        throw new IOException("Cannot read column " + column + ": row " + row + " is null");
      }
      rows[row] = values.readInteger();
    }
  }

  /** Puts the measured numbers of a column without lists where their rows are, NaN for a null. */
  void numbers(double[] rows) {
    for (int row = first; row < first + entries; row++) {
      rows[row] = isDefined() ? values.readDouble() : Double.NaN;
    }
  }

  /** Adds lists; a null in a list is NaN. */
  void lists(ListedNumbers rows) {
    rows.makeRoom(entries);
    if (plain != null && plain.remaining() == entries) {
      for (int begin : begins) {
        rows.beginRow(begin);
      }
      rows.add(plain);
      return;
    }
    for (int row = 0; row < begins.length; row++) {
      rows.beginRow(0);
      int end = row + 1 < begins.length ? begins[row + 1] : entries;
      for (int entry = begins[row]; entry < end; entry++) {
        addEntry(rows);
      }
    }
  }

  // One below the level of a number is a null in a list, less is no list or an empty one.
  private void addEntry(ListedNumbers rows) {
    int level = definitions.readInteger();
    int number = column.getMaxDefinitionLevel();
    if (level == number) {
      rows.add(plain == null ? values.readFloat() : plain.get());
    } else if (level == number - 1) {
      rows.add(Float.NaN);
    }
  }
}
