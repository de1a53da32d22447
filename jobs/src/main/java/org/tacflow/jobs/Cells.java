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

  Row row() {
    return RowFactory.create(Arrays.copyOf(cells, cells.length));
  }
}
