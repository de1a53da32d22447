package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.Tables;

/**
 * One regional outcome against the truth.
 *
 * @param seed seed of the cohort
 * @param outcome tracer, model, outcome and estimate
 * @param truth true value
 * @param value found value
 */
record RegionRecovery(long seed, String outcome, double truth, double value) {
  private static final List<String> OUTCOMES = List.of("VT", "SUVR", "BPND");

  /** All outcomes of single regions whose truth is known and above 0.05. */
  static List<RegionRecovery> of(long seed, String truth, RunTables tables) throws IOException {
    DelimitedTable regions = DelimitedTable.read(Storage.local(), truth + "/regions.tsv");
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < regions.size(); row++) {
      rows.put(key(regions, row), row);
    }
    List<RegionRecovery> found = new ArrayList<>();
    for (Row outcome :
        tables
            .read(Tables.REGIONAL_OUTCOMES)
            .where("not is_group and value is not null")
            .collectAsList()) {
      String name = outcome.getAs("outcome");
      Integer row = rows.get(key(outcome));
      boolean primary = !"2TCM".equals(outcome.<String>getAs("model")) || "VT".equals(name);
      if (row == null || !OUTCOMES.contains(name) || !primary || !regions.has(name)) {
        continue;
      }
      double expected = regions.number(row, name);
      if (expected > 0.05) {
        String label =
            String.join(
                " ",
                outcome.<String>getAs("tracer"),
                outcome.<String>getAs("model"),
                name,
                outcome.<String>getAs("estimate"));
        found.add(new RegionRecovery(seed, label, expected, outcome.getAs("value")));
      }
    }
    return found;
  }

  private static String key(DelimitedTable regions, int row) {
    return String.join(
        "\t",
        regions.cell(row, "participant_id"),
        regions.cell(row, "session_id"),
        regions.cell(row, "tracer"),
        regions.cell(row, "region"));
  }

  private static String key(Row outcome) {
    return String.join(
        "\t",
        outcome.<String>getAs("participant_id"),
        outcome.<String>getAs("session_id"),
        outcome.<String>getAs("tracer"),
        outcome.<String>getAs("region"));
  }

  /** Bias and standard deviation of the relative error by outcome. */
  static List<String> summary(List<RegionRecovery> all) {
    Map<String, List<Double>> errors = new TreeMap<>();
    for (RegionRecovery one : all) {
      errors
          .computeIfAbsent(one.outcome(), outcome -> new ArrayList<>())
          .add(100 * (one.value() / one.truth() - 1));
    }
    List<String> lines = new ArrayList<>();
    errors.forEach(
        (outcome, list) -> {
          RegionStatistics s =
              RegionStatistics.of(list.stream().mapToDouble(Double::doubleValue).toArray());
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%-32s bias %6.2f %%  median %6.2f %%  sd %6.2f %%  regions %d",
                  outcome,
                  s.mean(),
                  s.median(),
                  s.sd(),
                  list.size()));
        });
    return lines;
  }
}
