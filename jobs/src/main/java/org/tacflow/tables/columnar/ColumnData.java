package org.tacflow.tables.columnar;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;

/** One column of a row group that is being gathered. Every column may hold nulls. */
abstract class ColumnData {
  /** What the values of a page take before compression, about. */
  static final int PAGE_BYTES = 1 << 20;

  private final ColumnDescriptor descriptor;
  private final int ordinal;

  ColumnData(ColumnDescriptor descriptor, int ordinal) {
    this.descriptor = descriptor;
    this.ordinal = ordinal;
  }

  final ColumnDescriptor descriptor() {
    return descriptor;
  }

  /** Place in a row of Spark. */
  final int ordinal() {
    return ordinal;
  }

  /** Makes room for so many rows. */
  abstract void reserve(int rows);

  /** Values and nulls of so many rows. */
  abstract int entries(int rows);

  /** What so many rows take without compression, about. */
  abstract long bytes(int rows);

  /** Whether a codec makes so many rows small enough to be worth unpacking. */
  boolean shrinks(int rows, BytesInputCompressor codec) throws IOException {
    return true;
  }

  /** Writes all pages of so many rows, and begins another row group. */
  abstract void write(int rows, PageSink sink) throws IOException;
}
