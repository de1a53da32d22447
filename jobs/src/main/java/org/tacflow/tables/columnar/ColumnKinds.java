package org.tacflow.tables.columnar;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Spark's types as Parquet's, and the columns that hold them. */
final class ColumnKinds {
  private ColumnKinds() {}

  /** The schema of a file, as Spark would write it. */
  static MessageType message(StructType schema) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (StructField field : schema.fields()) {
      message.addField(type(field));
    }
    return message.named("spark_schema");
  }

  private static Type type(StructField field) {
    DataType type = field.dataType();
    if (type.equals(DataTypes.StringType)) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(field.name());
    }
    if (type.equals(DataTypes.IntegerType)) {
      return Types.optional(PrimitiveTypeName.INT32).named(field.name());
    }
    if (type.equals(DataTypes.DoubleType)) {
      return Types.optional(PrimitiveTypeName.DOUBLE).named(field.name());
    }
    if (type instanceof ArrayType list && list.elementType().equals(DataTypes.FloatType)) {
      return Types.optionalList().optionalElement(PrimitiveTypeName.FLOAT).named(field.name());
    }
    throw new IllegalArgumentException(
        "Cannot write column "
            + field.name()
            + " of "
            + type.simpleString()
            + " (must be string, int, double or array<float>)");
  }

  /** Empty columns of a file in order. */
  static ColumnData[] columns(MessageType message, CodecFactory codecs) {
    List<ColumnDescriptor> descriptors = message.getColumns();
    ColumnData[] columns = new ColumnData[descriptors.size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = column(c, new ColumnPages(descriptors.get(c), codecs));
    }
    return columns;
  }

  private static ColumnData column(int ordinal, ColumnPages pages) {
    return switch (pages.descriptor().getPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> new TextColumn(ordinal, pages);
      case INT32 -> new IntegerColumn(ordinal, pages);
      case DOUBLE -> new DoubleColumn(ordinal, pages);
      default -> new CurveColumn(ordinal, pages);
    };
  }
}
