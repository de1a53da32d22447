package org.tacflow.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/**
 * What the outcomes of one scan rest on beside its fits.
 *
 * @param freeFraction of the tracer in plasma, NaN when unknown
 * @param vnd of {@link EstimateVnd}, mL/cm3, NaN without
 * @param vndError its standard error
 * @param glucose by id of the model entries that ask for it
 * @param regions regions and groups, in no order
 */
record OutcomeScan(
    String scan,
    String participant,
    String session,
    String tracer,
    String inputHash,
    double freeFraction,
    double vnd,
    double vndError,
    HashMap<String, PlasmaGlucose.Value> glucose,
    ArrayList<Region> regions)
    implements Serializable {

  /**
   * A row of {@code regional_tacs} without its curve.
   *
   * @param volume mm3, NaN when unknown
   * @param status why it has no curve, or ok
   */
  record Region(RegionId id, String parcellation, double volume, String status)
      implements Serializable {
    boolean hasCurve() {
      return status.equals(RegionMeans.OK);
    }
  }

  /** The scans in hand that have regions. */
  static List<OutcomeScan> of(RunContext run) throws IOException {
    Map<String, ArrayList<Region>> regions = new HashMap<>();
    for (Row row :
        run.tables()
            .rows(
                Tables.REGIONAL_TACS,
                "scan",
                "region",
                "is_group",
                "parcellation",
                "volume",
                "status")) {
      regions
          .computeIfAbsent(row.getAs("scan"), scan -> new ArrayList<>())
          .add(
              new Region(
                  new RegionId(row.getAs("region"), row.getAs("is_group")),
                  row.getAs("parcellation"),
                  Rows.number(row, "volume"),
                  row.getAs("status")));
    }
    Map<String, Row> inputs = byScan(run, Tables.INPUT_FUNCTIONS, "scan", "plasma_free_fraction");
    Map<String, Row> sime =
        run.config().sime().wanted() ? byScan(run, Tables.SIME, "scan", "VND", "VND_se") : Map.of();
    Map<String, PlasmaGlucose> glucose = new HashMap<>();
    for (CohortConfig.Model model : run.config().models()) {
      if (model.tissueRates().metabolism()) {
        glucose.put(model.id(), new PlasmaGlucose(run, model.tissueRates()));
      }
    }
    List<OutcomeScan> scans = new ArrayList<>();
    for (Row row : ScanTable.rows(run.tables())) {
      String scan = row.getAs("scan");
      if (regions.containsKey(scan)) {
        HashMap<String, PlasmaGlucose.Value> own = new HashMap<>();
        glucose.forEach((model, values) -> own.put(model, values.of(row)));
        scans.add(
            new OutcomeScan(
                scan,
                row.getAs("participant_id"),
                row.getAs("session_id"),
                row.getAs("tracer"),
                row.getAs("input_hash"),
                number(inputs.get(scan), "plasma_free_fraction"),
                number(sime.get(scan), "VND"),
                number(sime.get(scan), "VND_se"),
                own,
                regions.get(scan)));
      }
    }
    return scans;
  }

  private static Map<String, Row> byScan(RunContext run, Table table, String... columns) {
    Map<String, Row> rows = new HashMap<>();
    run.tables().rows(table, columns).forEach(row -> rows.put(row.getAs("scan"), row));
    return rows;
  }

  private static double number(Row row, String column) {
    return row == null ? Double.NaN : Rows.number(row, column);
  }
}
