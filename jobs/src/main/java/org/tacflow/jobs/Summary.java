package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.Tables;

/** One screen at the end of a run: what came in, what came out, what was refused. */
final class Summary {
  private static final int SHOWN = 12;
  // Below this a correlation is no headline, whatever its p.
  private static final int HEADLINE_N = 10;

  private Summary() {}

  /**
   * Says what a run has published: a screen for people, or a JSON line and one per refusal.
   *
   * @return number of scans in {@code rejected_scans}
   */
  static long print(RunContext run, Manifest manifest, Progress progress) {
    if (progress.format() == LogFormat.TEXT) {
      return print(run, manifest, System.out);
    }
    List<Row> rejected =
        run.tables().read(Tables.REJECTED_SCANS).orderBy("scan", "stage").collectAsList();
    for (Row row : rejected) {
      progress.event(
          "rejected",
          Map.of(
              "scan", row.getAs("scan"), "at", row.getAs("stage"), "reason", row.getAs("reason")));
    }
    long scans = rejected.stream().map(row -> row.<String>getAs("scan")).distinct().count();
    progress.event("published", Map.of("rejected", scans, "rows", manifest.rows()));
    return scans;
  }

  private static long print(RunContext run, Manifest manifest, PrintStream out) {
    RunTables tables = run.tables();
    out.printf("%nPublished run %s in %s%n", manifest.run(), run.store().root());
    manifest
        .rows()
        .forEach((table, rows) -> out.printf(Locale.ROOT, "  %-24s %,12d rows%n", table, rows));
    if (tables.has(Tables.SCAN_STATUS)) {
      Dataset<Row> scans = tables.read(Tables.SCAN_STATUS);
      out.printf(
          Locale.ROOT,
          "%nScans: %d found, %d accepted, %d with a part refused, %d rejected%n",
          scans.count(),
          scans.where("status = 'accepted'").count(),
          scans.where("status = 'incomplete'").count(),
          scans.where("status = 'rejected'").count());
    }
    if (tables.has(Tables.SCAN_SCORES)
        && tables.read(Tables.SCAN_SCORES).where("score is not null").isEmpty()) {
      noScores(tables, out);
    } else if (tables.has(Tables.SEVERITY_CORRELATIONS)) {
      correlations(run, tables, out);
    }
    return rejections(tables, out);
  }

  private static void noScores(RunTables tables, PrintStream out) {
    long read = tables.read(Tables.CLINICAL_SCORES).count();
    out.printf(
        Locale.ROOT,
        read == 0
            ? "%nCorrelations: none, the data set has no clinical score"
                + " (participants.tsv, sessions.tsv, phenotype/*.tsv or clinical.score-tables)%n"
            : "%nCorrelations: none, not one of %,d scores belongs to a scan"
                + " (see clinical_scores and clinical.window-days)%n",
        read);
  }

  private static void correlations(RunContext run, RunTables tables, PrintStream out) {
    Dataset<Row> adjusted =
        tables
            .read(Tables.SEVERITY_CORRELATIONS)
            .where("status = 'ok' and adjustment = 'genotype' and method = 'pearson'")
            .where(
                col("n")
                    .geq(HEADLINE_N)
                    .and(col("estimate").equalTo(estimate(tables, run.config()))))
            .orderBy(
                col("p_adjusted"),
                col("p"),
                col("disease"),
                col("outcome"),
                col("region"),
                col("scale"));
    List<Row> rows = adjusted.limit(SHOWN).collectAsList();
    if (rows.isEmpty()) {
      out.printf(
          "%nCorrelations: none with %d people or more (see severity_correlations)%n", HEADLINE_N);
      return;
    }
    out.printf("%nFirst correlations (Pearson given genotype, by adjusted p):%n");
    out.printf(
        "  %-8s %-10s %-9s %-8s %-8s %-22s %-10s %4s %6s %16s %9s %9s%n",
        "disease",
        "subgroup",
        "tracer",
        "model",
        "outcome",
        "region",
        "scale",
        "n",
        "r",
        "95 % interval",
        "p",
        "p adj.");
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          "  %-8s %-10s %-9s %-8s %-8s %-22s %-10s %4d %6.2f %16s %9.2g %9.2g%n",
          row.getAs("disease"),
          row.getAs("subgroup"),
          row.getAs("tracer"),
          row.getAs("model"),
          row.getAs("outcome"),
          row.getAs("region"),
          row.getAs("scale"),
          row.getAs("n"),
          row.getAs("r"),
          interval(row),
          row.getAs("p"),
          row.getAs("p_adjusted"));
    }
  }

  /** The primary estimate, or mean curves where there are no voxels. */
  private static String estimate(RunTables tables, CohortConfig config) {
    boolean voxels = !tables.read(Tables.VOXEL_TACS).isEmpty();
    return voxels ? config.correlations().primaryEstimate() : Outcome.MEAN_TAC;
  }

  private static String interval(Row row) {
    Double low = row.getAs("ci_low");
    Double high = row.getAs("ci_high");
    return low == null || high == null
        ? "-"
        : String.format(Locale.ROOT, "%.2f to %.2f", low, high);
  }

  private static long rejections(RunTables tables, PrintStream out) {
    Dataset<Row> rejected = tables.read(Tables.REJECTED_SCANS);
    long scans = rejected.select("scan").distinct().count();
    out.printf(Locale.ROOT, "%nRejected: %d scans%n", scans);
    for (Row row : rejected.orderBy("scan", "stage").limit(SHOWN).collectAsList()) {
      out.printf("  %s at %s: %s%n", row.getAs("scan"), row.getAs("stage"), row.getAs("reason"));
    }
    long more = rejected.count() - SHOWN;
    if (more > 0) {
      out.printf(Locale.ROOT, "  … and %d more in table rejected_scans%n", more);
    }
    out.flush();
    return scans;
  }
}
