package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tacflow.stats.Reliability;
import org.tacflow.tables.Tables;

/** {@code regional_outcomes, cohort → test_retest}: how well an outcome repeats in a person. */
public final class TestRetest implements Job {
  @Override
  public String name() {
    return "retest";
  }

  @Override
  public String purpose() {
    return "measure how well outcomes repeat";
  }

  @Override
  public void run(RunContext run) throws IOException {
    List<String> sessions = new ArrayList<>(run.config().correlations().tests().retestSessions());
    int minimumN = run.config().correlations().minimumN();
    List<Row> rows =
        OutcomeCases.eachMeasured(
            run,
            OutcomeCases.KEY,
            Tables.TEST_RETEST.schema(),
            group -> rows(OutcomeCase.of(group), sessions, minimumN));
    run.draft()
        .write(
            Tables.TEST_RETEST,
            run.spark()
                .createDataFrame(rows, Tables.TEST_RETEST.schema())
                .repartition(1)
                .sortWithinPartitions(
                    "disease", "tracer", "model", "outcome", "estimate", "region"));
  }

  private static List<Row> rows(OutcomeCase one, List<String> sessions, int minimumN) {
    List<Row> rows = new ArrayList<>();
    for (String disease : one.diseases()) {
      TreeMap<String, List<Double>> values = new TreeMap<>();
      for (CaseScan scan : one.stratum(disease, OutcomeCase.ALL).scans()) {
        boolean wanted = sessions.isEmpty() || sessions.contains(scan.session());
        if (wanted && scan.value() != null) {
          values.computeIfAbsent(scan.participant(), p -> new ArrayList<>()).add(scan.value());
        }
      }
      double[][] pairs =
          values.values().stream()
              .filter(own -> own.size() > 1)
              .map(own -> new double[] {own.get(0), own.get(1)})
              .toArray(double[][]::new);
      if (pairs.length > 0) {
        rows.add(row(one, disease, sessions, pairs, minimumN));
      }
    }
    return rows;
  }

  private static Row row(
      OutcomeCase one, String disease, List<String> sessions, double[][] pairs, int minimumN) {
    Cells cells =
        new Cells(Tables.TEST_RETEST.schema())
            .copy(one.head(), OutcomeCases.KEY)
            .put("disease", disease)
            .put("sessions", sessions)
            .put("n", pairs.length)
            .put("version", Version.current());
    if (pairs.length < Math.max(2, minimumN)) {
      return cells.put("status", "n = " + pairs.length + " (must be >= " + minimumN + ")").row();
    }
    int n = pairs.length;
    double mean = 0;
    double within = 0;
    double variability = 0;
    double change = 0;
    for (double[] pair : pairs) {
      mean += (pair[0] + pair[1]) / (2 * n);
      within += (pair[0] - pair[1]) * (pair[0] - pair[1]) / (2 * n);
      variability += Reliability.absoluteVariabilityPercent(pair[0], pair[1]) / n;
      change += 100 * (pair[1] - pair[0]) / pair[0] / n;
    }
    double between = 0;
    for (double[] pair : pairs) {
      between += Math.pow((pair[0] + pair[1]) / 2 - mean, 2) / (n - 1);
    }
    Reliability icc = Reliability.oneWay(pairs);
    return cells
        .put("mean", mean)
        .put("icc", icc.icc())
        .put("icc_low", icc.ciLow())
        .put("icc_high", icc.ciHigh())
        .put("absolute_variability", variability)
        .put("mean_change", change)
        .put("sem", Math.sqrt(within))
        .put("sem_percent", 100 * Math.sqrt(within) / mean)
        .put("cov", 100 * Math.sqrt(between) / mean)
        .put("status", icc.reason() == null ? "ok" : icc.reason())
        .row();
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new TestRetest(), args);
  }
}
