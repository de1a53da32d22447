package org.tacflow.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.config.TissueRates;

/**
 * Plasma glucose of each scan: of its session, else of the person, else the configured one.
 *
 * <p>A cell that is no number from 1 to 50 mmol/L is taken for another unit, mg/dL being 18 times
 * as much: the scan then has none, and the configured one does not stand in.
 */
final class PlasmaGlucose {
  /**
   * Of one scan.
   *
   * @param mmolPerLitre NaN when unknown
   * @param whyNot why it is unknown, null when known
   */
  record Value(double mmolPerLitre, String whyNot) implements Serializable {
    boolean isKnown() {
      return whyNot == null;
    }
  }

  private final RunContext run;
  private final TissueRates rates;
  private final Map<String, DelimitedTable> tables = new HashMap<>();

  /** For the scans of a run, by the settings of one model entry. */
  PlasmaGlucose(RunContext run, TissueRates rates) {
    this.run = run;
    this.rates = rates;
  }

  /** Of a row of {@code scans}. */
  Value of(Row scan) {
    try {
      return measured(scan);
    } catch (IOException e) {
      // A damaged table of one person: the join names it, the other people keep their rates.
      return new Value(Double.NaN, "unreadable_table");
    }
  }

  private Value measured(Row scan) throws IOException {
    String folder = run.config().bidsDir() + "/";
    String person = scan.getAs("participant_id");
    String sessions = folder + person + "/" + person + "_sessions.tsv";
    String cell = cell(sessions, "session_id", scan.getAs("session_id"));
    cell = cell == null ? cell(folder + "participants.tsv", "participant_id", person) : cell;
    double value = cell == null ? rates.glucose() : number(cell);
    return value >= 1 && value <= 50
        ? new Value(value, null)
        : new Value(Double.NaN, cell == null ? "no_glucose" : "implausible_glucose");
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The cell of a row of a table; null without table, row or value. */
  private String cell(String path, String keyColumn, String key) throws IOException {
    if (rates.glucoseColumn().isEmpty()) {
      return null;
    }
    if (!tables.containsKey(path)) {
      boolean exists = run.storage().exists(path);
      tables.put(
          path,
          exists ? DelimitedTable.readInside(run.storage(), path, run.config().bidsDir()) : null);
    }
    DelimitedTable table = tables.get(path);
    if (table == null || !table.has(keyColumn) || !table.has(rates.glucoseColumn())) {
      return null;
    }
    for (int row = 0; row < table.size(); row++) {
      if (label(table.cell(row, keyColumn)).equals(label(key))) {
        return table.cell(row, rates.glucoseColumn());
      }
    }
    return null;
  }

  private static String label(String text) {
    return text == null ? "" : text.substring(text.indexOf('-') + 1);
  }
}
