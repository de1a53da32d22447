package org.tacflow.tables.columnar;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * What the footer of a Parquet file tells without a look at its rows.
 *
 * @param rows how many
 * @param constants texts that stand in all rows, by column
 */
public record FileFacts(long rows, Map<String, String> constants) implements Serializable {
  /** Of a file without rows. */
  static final FileFacts NOTHING = new FileFacts(0, Map.of());

  /** By the statistics of a footer. */
  public static FileFacts of(ParquetMetadata footer) {
    long rows = 0;
    Map<String, String> constants = new HashMap<>();
    Set<String> varying = new HashSet<>();
    for (BlockMetaData block : footer.getBlocks()) {
      rows += block.getRowCount();
      for (ColumnChunkMetaData column : block.getColumns()) {
        if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
          String name = column.getPath().toDotString();
          String only = only(column.getStatistics());
          if (only == null || !only.equals(constants.getOrDefault(name, only))) {
            varying.add(name);
          } else {
            constants.put(name, only);
          }
        }
      }
    }
    constants.keySet().removeAll(varying);
    return new FileFacts(rows, constants);
  }

  /** The only value, null where there are several, nulls, or nothing is known. */
  private static String only(Statistics<?> statistics) {
    boolean known = statistics.hasNonNullValue() && statistics.getNumNulls() == 0;
    String least = known ? statistics.minAsString() : null;
    return known && least.equals(statistics.maxAsString()) ? least : null;
  }
}
