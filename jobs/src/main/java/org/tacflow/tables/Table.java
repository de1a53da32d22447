package org.tacflow.tables;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A published table: its name, what a row is, its typed columns with units, its partition column.
 *
 * @param name folder name and SQL name
 * @param row what one row is, for people
 * @param schema columns in order; the unit stands in each column's comment
 * @param partitionColumn column that becomes a folder level, empty without
 */
public record Table(String name, String row, StructType schema, Optional<String> partitionColumn) {
  /** A table without partition folders. */
  public static Table of(String name, String row, StructType schema) {
    return new Table(name, row, schema, Optional.empty());
  }

  /** The same table with one folder per value of a column. */
  public Table partitionedBy(String column) {
    return new Table(name, row, schema, Optional.of(column));
  }

  /** Whether a row is a voxel: too many to be moved, so that a file holds one scan only. */
  public boolean isByVoxel() {
    return schema.getFieldIndex("voxel").isDefined() && schema.getFieldIndex("scan").isDefined();
  }

  /** Some of the columns, by name, as a schema. */
  StructType some(Predicate<String> wanted) {
    return new StructType(
        Arrays.stream(schema.fields())
            .filter(field -> wanted.test(field.name()))
            .toArray(StructField[]::new));
  }

  /** Some of the columns, by name, cast to their types and with their comments. */
  Column[] columns(Predicate<String> wanted) {
    return Arrays.stream(some(wanted).fields())
        .map(f -> functions.col(f.name()).cast(f.dataType()).as(f.name(), f.metadata()))
        .toArray(Column[]::new);
  }
}
