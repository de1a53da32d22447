package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** {@code regional_outcomes, scans → occupancy}: how much of a target a drug took. */
public final class MeasureOccupancy implements Job {
  @Override
  public String name() {
    return "occupancy";
  }

  @Override
  public String purpose() {
    return "measure occupancy of pairs without and with a drug";
  }

  @Override
  public void run(RunContext run) throws IOException {
    ScanConditions conditions = ScanConditions.of(run);
    conditions.unknown().forEach((scan, why) -> run.rejections().add(scan, name(), why));
    List<ScanConditions.Pair> pairs = conditions.pairs();
    Map<String, Map<OccupancyRows.Case, Map<String, Row>>> outcomes = outcomes(run, pairs);
    List<Row> rows = new ArrayList<>();
    for (ScanConditions.Pair pair : pairs) {
      rows.addAll(OccupancyRows.of(pair, outcomes, conditions.refusals()));
    }
    run.draft().write(Tables.OCCUPANCY, rows);
  }

  /** Outcomes of the paired scans: scan to case to region. */
  private static Map<String, Map<OccupancyRows.Case, Map<String, Row>>> outcomes(
      RunContext run, List<ScanConditions.Pair> pairs) {
    List<String> scans = new ArrayList<>();
    for (ScanConditions.Pair pair : pairs) {
      scans.add(pair.baseline());
      scans.add(pair.blocked());
    }
    Map<String, Map<OccupancyRows.Case, Map<String, Row>>> outcomes = new HashMap<>();
    if (scans.isEmpty()) {
      return outcomes;
    }
    Dataset<Row> wanted =
        run.tables()
            .read(Tables.REGIONAL_OUTCOMES)
            .where("outcome in ('VT', 'BPND')")
            .where(col("scan").isin(scans.toArray()))
            .where(ChosenRegions.of(run.config(), run.config().occupancy().regions()));
    for (Row row : wanted.collectAsList()) {
      outcomes
          .computeIfAbsent(row.getAs("scan"), s -> new TreeMap<>())
          .computeIfAbsent(OccupancyRows.Case.of(row), c -> new TreeMap<>())
          .put(row.getAs("region"), row);
    }
    return outcomes;
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new MeasureOccupancy(), args);
  }
}
