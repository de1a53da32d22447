package org.tacflow.tables.columnar;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

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

  /** Place in a row. */
  final int ordinal() {
    return ordinal;
  }

  final ColumnDescriptor descriptor() {
    return descriptor;
  }

  /** Takes the value of a row. */
  abstract void add(InternalRow row);

  /** Values and nulls so far. */
  abstract int entries();

  /** What is gathered so far would take in a file without compression, about. */
  abstract long bytes();

  /** Whether a codec makes what is gathered worth unpacking. */
  boolean shrinks(BytesInputCompressor codec) throws IOException {
    return true;
  }

  /** Writes all pages. */
  abstract void write(PageSink sink) throws IOException;

  /** Begins another row group. */
  abstract void clear();

  /** The columns of a file in order. */
  static ColumnData[] of(StructType schema, MessageType message) {
    List<ColumnDescriptor> descriptors = message.getColumns();
    ColumnData[] columns = new ColumnData[descriptors.size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = of(schema.fields()[c].dataType(), descriptors.get(c), c);
    }
    return columns;
  }

  private static ColumnData of(DataType type, ColumnDescriptor descriptor, int ordinal) {
    if (type.equals(DataTypes.StringType)) {
      return new TextColumn(descriptor, ordinal);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return new IntegerColumn(descriptor, ordinal);
    }
    return type.equals(DataTypes.DoubleType)
        ? new DoubleColumn(descriptor, ordinal)
        : new CurveColumn(descriptor, ordinal);
  }

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
}
