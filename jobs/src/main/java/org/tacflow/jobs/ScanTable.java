package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tacflow.bids.ScanFiles;
import org.tacflow.bids.ScanId;
import org.tacflow.curve.FrameTiming;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.Tables;

/** The accepted scans of a run as objects: metadata only, small enough for the driver. */
final class ScanTable {
  private ScanTable() {}

  /**
   * A row of {@code scans}, for use on executors.
   *
   * @param files files of the scan
   * @param timing frames that are used
   * @param tracer tracer id
   * @param source {@code images} or {@code regional}
   * @param halfLife half-life, min, NaN when unknown
   * @param injectedActivity MBq, NaN when unknown or implausible
   * @param bodyWeight kg, NaN when unknown
   */
  record Scan(
      ScanFiles files,
      FrameTiming timing,
      String tracer,
      String source,
      double halfLife,
      double injectedActivity,
      double bodyWeight)
      implements Serializable {
    String key() {
      return files.id().key();
    }
  }

  /** The accepted scans in hand, in the order of their key. */
  static List<Scan> accepted(RunTables tables) {
    return accepted(rows(tables));
  }

  /** All accepted scans of the cohort, whichever of them are in hand. */
  static List<Scan> acceptedOfCohort(RunTables tables) {
    return accepted(rowsOfCohort(tables));
  }

  /** The rows of all scans of the cohort, accepted or not, in the order of their key. */
  static List<Row> rowsOfCohort(RunTables tables) {
    return sorted(tables.collected(Tables.SCANS));
  }

  /** The rows of scans in hand, accepted or not, in the order of their key. */
  static List<Row> rows(RunTables tables) {
    return sorted(tables.collectedInHand(Tables.SCANS));
  }

  private static List<Row> sorted(List<Row> rows) {
    return rows.stream().sorted(Comparator.comparing(row -> row.<String>getAs("scan"))).toList();
  }

  private static List<Scan> accepted(List<Row> rows) {
    List<Scan> scans = new ArrayList<>();
    for (Row row : rows) {
      if (!"accepted".equals(row.getAs("status"))) {
        continue;
      }
      scans.add(
          new Scan(
              files(row),
              timing(row),
              row.getAs("tracer"),
              row.getAs("curve_source"),
              Rows.number(row, "half_life"),
              Rows.number(row, "injected_activity"),
              Rows.number(row, "body_weight")));
    }
    return scans;
  }

  private static FrameTiming timing(Row row) {
    return FrameTiming.ofMinutes(Rows.doubles(row, "frame_begin"), Rows.doubles(row, "frame_end"));
  }

  private static ScanFiles files(Row row) {
    return new ScanFiles(
        new ScanId(
            entity(row, "participant_id"),
            entity(row, "session_id"),
            entity(row, "task_id"),
            entity(row, "trc_id"),
            entity(row, "rec_id"),
            entity(row, "run_id")),
        row.getAs("image"),
        row.getAs("sidecar"),
        Rows.texts(row, "inherited_sidecars"),
        row.getAs("labels"),
        row.getAs("label_table"),
        row.getAs("curves"),
        row.getAs("curves_sidecar"),
        row.getAs("weights"),
        row.getAs("volumes"),
        Rows.texts(row, "blood"),
        row.getAs("input_function"),
        Map.of());
  }

  /** The label behind the entity: {@code 01} of {@code sub-01}. */
  private static String entity(Row row, String column) {
    String text = row.getAs(column);
    return text == null ? null : text.substring(text.indexOf('-') + 1);
  }
}
