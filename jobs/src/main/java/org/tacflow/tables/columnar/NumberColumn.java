package org.tacflow.tables.columnar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;

/** Numbers as they are, in the bytes of a page. */
abstract class NumberColumn extends FlatColumn {
  private final int width;

  /** A column of numbers of so many bytes. */
  NumberColumn(int ordinal, ColumnPages pages, int width) {
    super(ordinal, pages);
    this.width = width;
  }

  /** Puts the first numbers into the bytes of a page. */
  abstract void putInto(ByteBuffer page, int count);

  @Override
  final Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  final BytesInput body(int count) {
    ByteBuffer page = ByteBuffer.allocate(width * count).order(ByteOrder.LITTLE_ENDIAN);
    putInto(page, count);
    return BytesInput.from(page.array());
  }
}
