package org.tacflow.tables;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tacflow.bids.LocalFiles;

/** How Spark packs tables into Parquet files; tables by voxel are packed by the columnar sink. */
final class ParquetOptions {
  // No two rows of a scan have the same.
  private static final String INDEX = "voxel";

  private ParquetOptions() {}

  /**
   * Zstandard at its fastest, and no dictionaries of measured numbers and voxel indices.
   *
   * <p>Measured numbers hardly repeat and hardly compress: a dictionary of them is a hash look-up
   * for every number, thrown away later, and a higher level costs time for a percent of space.
   *
   * @param configuration settings of the file systems
   */
  static Map<String, String> of(StructType schema, Configuration configuration) {
    Map<String, String> options = new TreeMap<>(LocalFiles.settings(configuration));
    options.put("compression", "zstd");
    options.put(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, "1");
    for (StructField field : schema.fields()) {
      boolean array = field.dataType() instanceof ArrayType;
      DataType type = array ? ((ArrayType) field.dataType()).elementType() : field.dataType();
      boolean measured = DataTypes.FloatType.equals(type) || DataTypes.DoubleType.equals(type);
      if (measured || field.name().equals(INDEX)) {
        String path = field.name() + (array ? ".list.element" : "");
        options.put("parquet.enable.dictionary#" + path, "false");
      }
    }
    return options;
  }
}
