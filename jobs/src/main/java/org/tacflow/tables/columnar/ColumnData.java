package org.tacflow.tables.columnar;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.spark.sql.catalyst.InternalRow;

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

  /** Rows of the page so far. */
  abstract int rows();

  /** Takes the value of a row; the row may be used again. */
  abstract void addFrom(InternalRow row);

  /** Makes a page of the rows that are gathered, and forgets them. */
  abstract void makePage() throws IOException;

  /** Makes a page of so many rows. */
  final void cut(int wanted) throws IOException {
    if (rows() != wanted) {
      throw new IllegalStateException(
          "Cannot end a page of "
              + wanted
              + " rows: column "
              + String.join(".", pages.descriptor().getPath())
              + " has "
              + rows());
    }
    makePage();
  }

  /** Bytes of the pages of this row group, before packing. */
  final long bytes() {
    return pages.bytes();
  }

  /** Writes the pages of a row group and begins another. */
  void write(ParquetFileWriter file) throws IOException {
    pages.write(file, BytesInput.empty(), 0);
  }
}
