package org.tacflow.jobs;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The cells of one row in the making, filled by column name; what is not filled is NULL. */
final class Cells {
  private final StructType schema;
  private final Object[] cells;

  Cells(StructType schema) {
    this.schema = schema;
    this.cells = new Object[schema.length()];
  }

  /** Fills a column; an unknown name is refused, NaN and infinity become NULL. */
  Cells put(String column, Object value) {
    Object cell = value instanceof Double number ? Rows.orNull(number) : value;
    if (cell instanceof List<?> list) {
      cell = list.toArray(new String[0]);
    }
    cells[schema.fieldIndex(column)] = cell;
    return this;
  }

  /** Copies columns of equal name. */
  Cells copy(Row from, List<String> columns) {
    columns.forEach(column -> put(column, from.getAs(column)));
    return this;
  }

  /** Other cells with the same values. */
  Cells copy() {
    Cells other = new Cells(schema);
    System.arraycopy(cells, 0, other.cells, 0, cells.length);
    return other;
  }

  /** The text of a column, null when it is not filled. */
  String text(String column) {
    return (String) cells[schema.fieldIndex(column)];
  }

  /** The texts of a column, empty when it is not filled. */
  List<String> texts(String column) {
    String[] texts = (String[]) cells[schema.fieldIndex(column)];
    return texts == null ? List.of() : List.of(texts);
  }

  Row row() {
    return RowFactory.create(Arrays.copyOf(cells, cells.length));
  }
}
