package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

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
