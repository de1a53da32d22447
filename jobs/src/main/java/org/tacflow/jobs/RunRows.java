package org.tacflow.jobs;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tacflow.tables.RunRecord;

/** Rows of {@code runs} from the log book. */
final class RunRows {
  private RunRows() {}

  /** One row per run in the order of time; the last of two records of a run counts. */
  static List<Row> of(List<RunRecord> history, RunRecord own) {
    Map<String, RunRecord> runs = new TreeMap<>();
    history.forEach(record -> runs.put(record.run(), record));
    runs.put(own.run(), own);
    List<Row> rows = new ArrayList<>();
    runs.values().forEach(record -> rows.add(row(record)));
    return rows;
  }

  private static Row row(RunRecord record) {
    return RowFactory.create(
        record.run(),
        record.jobs(),
        record.state(),
        Timestamp.from(Instant.parse(record.started())),
        record.seconds(),
        record.exitCode(),
        record.scans(),
        record.rejected(),
        record.unitsMade(),
        record.unitsReused(),
        record.rows().isEmpty()
            ? null
            : (double) record.rows().values().stream().mapToLong(Long::longValue).sum(),
        record.version(),
        record.program(),
        record.spark(),
        record.java(),
        record.settingsHash(),
        record.message());
  }
}
