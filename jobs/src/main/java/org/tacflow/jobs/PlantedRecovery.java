package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.Tables;

/**
 * One planted correlation and what the path found.
 *
 * @param seed seed of the cohort
 * @param finding id of the finding
 * @param region region or group
 * @param model model entry
 * @param estimate voxels or mean_tac
 * @param rho planted correlation with the raw score
 * @param r found correlation with the raw score
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param n people
 */
record PlantedRecovery(
    long seed,
    String finding,
    String region,
    String model,
    String estimate,
    double rho,
    double r,
    double low,
    double high,
    int n) {
  boolean rightSign() {
    return r * rho > 0;
  }

  boolean covered() {
    return low <= rho && rho <= high;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "seed %d  %-14s %-18s %-6s %-8s rho %6.2f  r %6.2f  [%5.2f, %5.2f]  n %3d  %s%s",
        seed,
        finding,
        region,
        model,
        estimate,
        rho,
        r,
        low,
        high,
        n,
        rho == 0 || rightSign() ? "" : "WRONG SIGN ",
        covered() ? "" : "NOT COVERED");
  }

  /** All planted findings of one cohort, by every model that estimates their outcome. */
  static List<PlantedRecovery> of(long seed, String truth, RunTables tables) throws IOException {
    DelimitedTable findings = DelimitedTable.read(Storage.local(), truth + "/findings.tsv");
    List<Row> correlations =
        tables
            .read(Tables.SEVERITY_CORRELATIONS)
            .where("method = 'pearson' and status = 'ok'")
            .collectAsList();
    List<PlantedRecovery> found = new ArrayList<>();
    for (int row = 0; row < findings.size(); row++) {
      if (!"planted".equals(findings.cell(row, "status"))
          || Double.isNaN(findings.number(row, "rho_raw"))) {
        continue;
      }
      for (Row correlation : correlations) {
        if (matches(findings, row, correlation)) {
          found.add(
              new PlantedRecovery(
                  seed,
                  findings.cell(row, "finding"),
                  findings.cell(row, "region"),
                  correlation.getAs("model"),
                  correlation.getAs("estimate"),
                  findings.number(row, "rho_raw"),
                  correlation.getAs("r"),
                  correlation.getAs("ci_low"),
                  correlation.getAs("ci_high"),
                  correlation.getAs("n")));
        }
      }
    }
    return found;
  }

  private static boolean matches(DelimitedTable findings, int row, Row correlation) {
    String outcome = findings.cell(row, "outcome");
    // DVR is BPND + 1: one correlation.
    String estimated = "DVR".equals(outcome) ? "BPND" : outcome;
    String adjusted = findings.cell(row, "adjusted_for");
    boolean raw = adjusted == null || adjusted.equals("none");
    String subgroup = findings.cell(row, "subgroup");
    return same(correlation, "tracer", findings.cell(row, "tracer"))
        && same(correlation, "outcome", estimated)
        && same(correlation, "region", findings.cell(row, "region"))
        && same(correlation, "disease", findings.cell(row, "group"))
        && same(correlation, "subgroup", subgroup == null ? "all" : subgroup)
        && same(correlation, "scale", findings.cell(row, "scale"))
        && same(correlation, "adjustment", raw ? "none" : "genotype");
  }

  private static boolean same(Row row, String column, String expected) {
    return row.<String>getAs(column).equals(expected);
  }
}
