package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * How every scan ended: scans in, scans out.
 *
 * <p>What its sidecar promised ({@code scans}), its curves must keep: a scan is rejected at {@code
 * index} or {@code extract}. A later stage refuses a part of it only, its blood or its person.
 */
final class ScanStatus {
  private static final Set<String> WHOLE = Set.of("index", "extract");

  private ScanStatus() {}

  /**
   * Rows of {@code scan_status} in the order of the scans.
   *
   * @param scans rows of {@code scans}
   * @param rejected rows of {@code rejected_scans}, in the order of the stages
   */
  static List<Row> of(List<Row> scans, List<Row> rejected) {
    Map<String, Row> first = new HashMap<>();
    for (Row row : rejected) {
      first.merge(row.getAs("scan"), row, ScanStatus::graver);
    }
    List<Row> rows = new ArrayList<>();
    for (Row scan : scans) {
      Row refused = first.get(scan.<String>getAs("scan"));
      rows.add(
          RowFactory.create(
              scan.getAs("scan"),
              scan.getAs("participant_id"),
              scan.getAs("session_id"),
              status(refused),
              refused == null ? null : refused.getAs("stage"),
              refused == null ? null : refused.getAs("reason")));
    }
    return rows;
  }

  /** The refusal of the whole scan before that of a part, else the earlier one. */
  private static Row graver(Row one, Row other) {
    return isWhole(other) && !isWhole(one) ? other : one;
  }

  private static String status(Row refused) {
    if (refused == null) {
      return "accepted";
    }
    return isWhole(refused) ? "rejected" : "incomplete";
  }

  private static boolean isWhole(Row refused) {
    return WHOLE.contains(refused.<String>getAs("stage"));
  }
}
