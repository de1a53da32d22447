package org.tacflow.tables.columnar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The packed pages of one column of a row group.
 *
 * <p>A column whose first page does not shrink by a quarter stays as it is: measured curves shrink
 * by a sixth, and packing and unpacking them would take a voxel a quarter of the time of its fit.
 */
final class ColumnPages {
  private static final double LEAST_GAIN = 0.25;

  private final ColumnDescriptor descriptor;
  private final BytesInputCompressor zstandard;
  private final BytesInputCompressor none;
  private final List<Page> pages = new ArrayList<>();
  private BytesInputCompressor codec;
  private long entries;
  private long bytes;

  private record Page(
      int entries,
      int rows,
      int size,
      BytesInput packed,
      Statistics<?> statistics,
      Encoding encoding) {}

  ColumnPages(ColumnDescriptor descriptor, CodecFactory codecs) {
    this.descriptor = descriptor;
    this.zstandard = codecs.getCompressor(CompressionCodecName.ZSTD);
    this.none = codecs.getCompressor(CompressionCodecName.UNCOMPRESSED);
  }

  /** The type of the values. */
  ColumnDescriptor descriptor() {
    return descriptor;
  }

  /**
   * Adds a data page (version 1).
   *
   * @param entries values and nulls
   * @param body levels, then values
   */
  void add(int entries, int rows, BytesInput body, Statistics<?> statistics, Encoding encoding)
      throws IOException {
    BytesInput packed = codec == none ? body : Levels.copy(zstandard.compress(body));
    if (codec == null) {
      codec = packed.size() <= (1 - LEAST_GAIN) * body.size() ? zstandard : none;
      packed = codec == none ? body : packed;
    }
    int size = Math.toIntExact(body.size());
    pages.add(new Page(entries, rows, size, packed, statistics, encoding));
    this.entries += entries;
    this.bytes += size;
  }

  /** Statistics of a page with so many nulls, before its values are added. */
  Statistics<?> statistics(int nulls) {
    Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
    statistics.incrementNumNulls(nulls);
    return statistics;
  }

  /** Bytes of the pages before packing. */
  long bytes() {
    return bytes;
  }

  /**
   * Writes the column and begins another row group.
   *
   * @param dictionary distinct values in Parquet's plain encoding
   * @param count how many; 0 for a column without a dictionary
   */
  void write(ParquetFileWriter file, BytesInput dictionary, int count) throws IOException {
    file.startColumn(descriptor, entries, codec.getCodecName());
    if (count > 0) {
      int size = Math.toIntExact(dictionary.size());
      file.writeDictionaryPage(
          new DictionaryPage(codec.compress(dictionary), size, count, Encoding.PLAIN));
    }
    for (Page page : pages) {
      file.writeDataPage(
          page.entries(),
          page.size(),
          page.packed(),
          page.statistics(),
          page.rows(),
          Encoding.RLE,
          Encoding.RLE,
          page.encoding());
    }
    file.endColumn();
    pages.clear();
    codec = null;
    entries = 0;
    bytes = 0;
  }
}
