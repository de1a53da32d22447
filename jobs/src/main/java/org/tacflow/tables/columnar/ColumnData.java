package org.tacflow.tables.columnar;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * One column of a file: the rows of one page, gathered as an array, and the pages before.
 *
 * <p>Every column may hold nulls.
 */
abstract class ColumnData {
  /** Rows of a page: what all columns gather stays near the processor. */
  static final int PAGE_ROWS = 4096;

  private final int ordinal;
  private final ColumnPages pages;

  ColumnData(int ordinal, ColumnPages pages) {
    this.ordinal = ordinal;
    this.pages = pages;
  }

  /** Place in a row of Spark. */
  final int ordinal() {
    return ordinal;
  }

  final ColumnPages pages() {
    return pages;
  }

  /** Makes a page of the rows that are gathered. */
  abstract void cut(int rows) throws IOException;

  /** Bytes of the pages of this row group, before packing. */
  final long bytes() {
    return pages.bytes();
  }

  /** Writes the pages of a row group and begins another. */
  void write(ParquetFileWriter file) throws IOException {
    pages.write(file, BytesInput.empty(), 0);
  }
}
