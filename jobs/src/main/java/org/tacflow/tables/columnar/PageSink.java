package org.tacflow.tables.columnar;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** Takes the pages of the column that a file has started. */
record PageSink(ParquetFileWriter file, BytesInputCompressor compressor) {
  /** Distinct values, of which data pages hold the indices. */
  void dictionary(BytesInput values, int count) throws IOException {
    int bytes = Math.toIntExact(values.size());
    file.writeDictionaryPage(
        new DictionaryPage(compressor.compress(values), bytes, count, Encoding.PLAIN));
  }

  /**
   * A data page (version 1): levels, then values.
   *
   * @param entries values and nulls
   */
  void page(int entries, int rows, BytesInput body, Statistics<?> statistics, Encoding encoding)
      throws IOException {
    file.writeDataPage(
        entries,
        Math.toIntExact(body.size()),
        compressor.compress(body),
        statistics,
        rows,
        Encoding.RLE,
        Encoding.RLE,
        encoding);
  }
}
