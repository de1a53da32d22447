package org.tacflow.tables.columnar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;

/** Numbers as they are, in the bytes of a page. */
abstract class NumberColumn extends FlatColumn {
  private final int width;
  private final ByteBuffer numbers;

  /** A column of numbers of so many bytes. */
  NumberColumn(int ordinal, ColumnPages pages, int width) {
    super(ordinal, pages);
    this.width = width;
    this.numbers = ByteBuffer.allocate(width * PAGE_ROWS).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The numbers of the page, {@code width} bytes each. */
  final ByteBuffer numbers() {
    return numbers;
  }

  @Override
  final void move(int from, int to) {
    numbers.put(to * width, numbers, from * width, width);
  }

  @Override
  final Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  final BytesInput body(int count) {
    return BytesInput.from(Arrays.copyOf(numbers.array(), width * count));
  }
}
