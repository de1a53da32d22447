package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Cells of Spark rows as Java values. */
final class Rows {
  private Rows() {}

  /** An array column of numbers, null when the cell is null. */
  static double[] doubles(Row row, String column) {
    int index = row.fieldIndex(column);
    if (row.isNullAt(index)) {
      return null;
    }
    List<Double> list = row.getList(index);
    double[] out = new double[list.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = list.get(i);
    }
    return out;
  }

  /** A number, NaN when the cell is null. */
  static double number(Row row, String column) {
    Double value = row.getAs(column);
    return value == null ? Double.NaN : value;
  }

  /** An array column of texts, empty when the cell is null. */
  static List<String> texts(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? List.of() : new ArrayList<>(row.<String>getList(index));
  }

  /** NULL instead of a number that is none. */
  static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
