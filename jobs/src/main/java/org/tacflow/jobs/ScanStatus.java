package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tacflow.tables.Tables;

/**
 * The final status of every scan in {@code scans}: what its sidecar promised, its curves must keep.
 *
 * <p>A scan is refused by its sidecar at {@code index}, or by its image or curves at {@code
 * extract}; one that extract no longer refuses is accepted again. Later stages refuse a part of a
 * scan (its blood, its person), which stands in {@code rejected_scans} alone.
 */
final class ScanStatus {
  private ScanStatus() {}

  /** Writes the final status where it differs, after {@code rejected_scans} of the same run. */
  static void write(RunContext run) {
    Map<String, String> refused = new HashMap<>();
    for (Row row :
        run.draft().read(Tables.REJECTED_SCANS).where("stage = 'extract'").collectAsList()) {
      refused.put(row.getAs("scan"), row.getAs("reason"));
    }
    List<Row> scans = run.draft().read(Tables.SCANS).orderBy("scan").collectAsList();
    List<Row> last = of(scans, refused);
    if (!last.equals(scans)) {
      run.draft()
          .write(
              Tables.SCANS, run.spark().createDataFrame(last, Tables.SCANS.schema()).coalesce(1));
    }
  }

  /**
   * The rows with their final status.
   *
   * @param refused scan key to the reason of extract
   */
  static List<Row> of(List<Row> scans, Map<String, String> refused) {
    List<Row> last = new ArrayList<>();
    for (Row scan : scans) {
      last.add(isReadable(scan) ? with(scan, refused.get(scan.<String>getAs("scan"))) : scan);
    }
    return last;
  }

  /** Whether the sidecar gave frames, which one that was refused has not. */
  private static boolean isReadable(Row scan) {
    return scan.getAs("frame_begin") != null;
  }

  private static Row with(Row scan, String reason) {
    Object[] cells = new Object[scan.size()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = scan.get(c);
    }
    cells[Tables.SCANS.schema().fieldIndex("status")] = reason == null ? "accepted" : "rejected";
    cells[Tables.SCANS.schema().fieldIndex("reason")] = reason;
    return RowFactory.create(cells);
  }
}
