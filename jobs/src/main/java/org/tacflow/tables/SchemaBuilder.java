package org.tacflow.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns one after the other, each with the comment that analysts will read. */
final class SchemaBuilder {
  private final List<StructField> fields = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  SchemaBuilder text(String name, String comment) {
    return add(name, DataTypes.StringType, comment);
  }

  SchemaBuilder number(String name, String unit, String comment) {
    return add(name, DataTypes.DoubleType, "[" + unit + "] " + comment);
  }

  SchemaBuilder count(String name, String comment) {
    return add(name, DataTypes.IntegerType, comment);
  }

  SchemaBuilder flag(String name, String comment) {
    return add(name, DataTypes.BooleanType, comment);
  }

  SchemaBuilder texts(String name, String comment) {
    return add(name, DataTypes.createArrayType(DataTypes.StringType), comment);
  }

  SchemaBuilder numbers(String name, String unit, String comment) {
    return add(
        name, DataTypes.createArrayType(DataTypes.DoubleType, false), "[" + unit + "] " + comment);
  }

  /** Numbers of which some may be null. */
  SchemaBuilder maybeNumbers(String name, String unit, String comment) {
    return add(name, DataTypes.createArrayType(DataTypes.DoubleType), "[" + unit + "] " + comment);
  }

  SchemaBuilder curve(String name, String unit, String comment) {
    return add(
        name, DataTypes.createArrayType(DataTypes.FloatType, false), "[" + unit + "] " + comment);
  }

  SchemaBuilder moment(String name, String comment) {
    return add(name, DataTypes.TimestampType, comment);
  }

  private SchemaBuilder add(String name, DataType type, String comment) {
    // Spark SQL compares names without case: K1 and k1 could not stand in one table.
    if (!names.add(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "Invalid column: " + name + " (must differ from the others by more than case)");
    }
    fields.add(DataTypes.createStructField(name, type, true).withComment(comment));
    return this;
  }

  StructType build() {
    return new StructType(fields.toArray(new StructField[0]));
  }
}
