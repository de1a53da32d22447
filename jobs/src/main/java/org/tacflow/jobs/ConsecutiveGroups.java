package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of one partition, sorted by their first columns, turned group by group into other rows.
 *
 * <p>Holds one group in memory at a time.
 */
final class ConsecutiveGroups implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final int keyColumns;
  private final GroupFunction function;
  private Iterator<Row> ready = List.<Row>of().iterator();
  private Row first;

  /** What becomes of one group. */
  interface GroupFunction extends Serializable {
    List<Row> of(List<Row> group);
  }

  /**
   * Rows of every scan, turned group by group into other rows: a scan in one task, scans side by
   * side.
   *
   * <p>What makes one file of them must not be {@code coalesce(1)}, which would have one task do
   * the work on all scans, but an exchange of their rows.
   *
   * @param rows begin with the columns of the order, {@code scan} first
   * @param keyColumns how many of the order make the key
   */
  static Dataset<Row> ofScans(
      RunContext run,
      Dataset<Row> rows,
      List<String> order,
      int keyColumns,
      GroupFunction function,
      StructType schema) {
    return rows.repartition(run.tasksOfScans(), functions.col("scan"))
        .sortWithinPartitions(order.stream().map(functions::col).toArray(Column[]::new))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                own -> new ConsecutiveGroups(own, keyColumns, function),
            Encoders.row(schema));
  }

  /**
   * Groups of equal leading cells.
   *
   * @param rows sorted by the key columns, which come first
   * @param keyColumns how many leading columns make the key
   */
  ConsecutiveGroups(Iterator<Row> rows, int keyColumns, GroupFunction function) {
    this.rows = rows;
    this.keyColumns = keyColumns;
    this.function = function;
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext()) {
      if (first == null && !rows.hasNext()) {
        return false;
      }
      ready = function.of(nextGroup()).iterator();
    }
    return true;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.next();
  }

  private List<Row> nextGroup() {
    Row head = first == null ? rows.next() : first;
    first = null;
    List<Row> group = new ArrayList<>();
    group.add(head);
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!sameKey(head, row)) {
        first = row;
        break;
      }
      group.add(row);
    }
    return group;
  }

  private boolean sameKey(Row a, Row b) {
    for (int c = 0; c < keyColumns; c++) {
      if (!java.util.Objects.equals(a.get(c), b.get(c))) {
        return false;
      }
    }
    return true;
  }
}
