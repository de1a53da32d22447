package org.tacflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/** What became of every scan: counts by tracer and group, refusals with reasons, flags by name. */
final class ScanFlow {
  private ScanFlow() {}

  static void add(Page page, CohortContent content) {
    List<Row> scans = content.rows(Tables.SCANS, "scan");
    List<Row> refused = content.rows(Tables.REJECTED_SCANS, "scan", "stage");
    counts(page.body(), content, scans);
    list(page, content, scans);
    if (refused.isEmpty()) {
      page.body().paragraph("No scan was refused.");
    } else {
      List<List<String>> rows = new ArrayList<>();
      refused.forEach(r -> rows.add(List.of(r.getAs("scan"), r.getAs("stage"), reason(r))));
      CohortTexts.table(
          page.body(),
          "Refused scans, at which step and why",
          List.of("Scan", "Step", "Reason"),
          rows);
    }
    flags(page.body(), content, scans);
    people(page.body(), content);
  }

  private static void list(Page page, CohortContent content, List<Row> scans) {
    page.body()
        .paragraph(
            content.pages().isEmpty()
                ? "No scan has a page of its own yet: tacflow scan-report writes them."
                : "The name of a scan leads to its page: maps, curves with their fits, input.");
    new GridSpec("scan-list", "Scans")
        .scan("scan", "Scan", content.pages())
        .filter("tracer", "Tracer")
        .filter("curve_source", "Curves from")
        .number("injected_activity", "Dose (MBq)")
        .text("flags", "Flags")
        .filter("status", "Status")
        .addTo(page, scans, "None: the data set has no PET scan.");
  }

  private static String reason(Row row) {
    String reason = row.getAs("reason");
    return reason == null ? "–" : reason;
  }

  private static void counts(Html html, CohortContent content, List<Row> scans) {
    Map<String, long[]> byTracer = new TreeMap<>();
    Map<String, String> tracers = new TreeMap<>();
    for (Row scan : scans) {
      String tracer = scan.getAs("tracer");
      tracers.put(scan.getAs("scan"), tracer);
      long[] counts = counts(byTracer, tracer);
      counts[0]++;
      counts[1] += "accepted".equals(scan.<String>getAs("status")) ? 1 : 0;
    }
    if (content.tables().has(Tables.REGIONAL_OUTCOMES)) {
      content
          .tables()
          .read(Tables.REGIONAL_OUTCOMES)
          .where("value is not null")
          .select("scan")
          .distinct()
          .collectAsList()
          .forEach(row -> counts(byTracer, tracers.get(row.getString(0)))[2]++);
    }
    for (Row row : content.rows(Tables.COHORT, "scan")) {
      if ("joined".equals(row.<String>getAs("status"))) {
        counts(byTracer, tracers.get(row.<String>getAs("scan")))[3]++;
      }
    }
    List<List<String>> rows = new ArrayList<>();
    byTracer.forEach(
        (tracer, c) -> {
          List<String> cells = new ArrayList<>(List.of(tracer));
          for (long count : c) {
            cells.add(Long.toString(count));
          }
          rows.add(cells);
        });
    CohortTexts.table(
        html,
        "Scans by tracer: found, and how far they came",
        List.of("Tracer", "Found", "Accepted", "With an outcome", "Joined with a person"),
        rows);
  }

  /** Found, accepted, with an outcome, joined. */
  private static long[] counts(Map<String, long[]> byTracer, String tracer) {
    return byTracer.computeIfAbsent(tracer == null ? "unknown" : tracer, t -> new long[4]);
  }

  private static void flags(Html html, CohortContent content, List<Row> scans) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row scan : scans) {
      count(counts, scan.getAs("flags"));
    }
    for (Row input : content.rows(Tables.INPUT_FUNCTIONS, "scan")) {
      count(counts, input.getAs("flags"));
    }
    if (counts.isEmpty()) {
      html.paragraph("No scan carries a flag.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    counts.forEach((flag, n) -> rows.add(List.of(flag, n.toString())));
    CohortTexts.table(html, "Flags of scans and inputs", List.of("Flag", "Scans"), rows);
  }

  /** Counts flags by their name, which ends at the first colon. */
  private static void count(Map<String, Long> counts, scala.collection.Seq<String> flags) {
    if (flags == null) {
      return;
    }
    scala.jdk.javaapi.CollectionConverters.asJava(flags).stream()
        .map(flag -> flag.replaceFirst(":.*", "").trim())
        .distinct()
        .forEach(flag -> counts.merge(flag, 1L, Long::sum));
  }

  private static void people(Html html, CohortContent content) {
    counted(
        html,
        content,
        Tables.COHORT,
        "People and scans joined, and why not",
        List.of("Status", "Reason", "Rows"),
        "status",
        "reason");
    counted(
        html,
        content,
        Tables.CLINICAL_SCORES,
        "Clinical scores read, and why not",
        List.of("Scale", "Status", "Scores"),
        "scale",
        "status");
  }

  private static void counted(
      Html html,
      CohortContent content,
      Table table,
      String caption,
      List<String> heads,
      String first,
      String second) {
    if (content.count(table) == 0) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    content
        .tables()
        .read(table)
        .groupBy(first, second)
        .count()
        .orderBy(first, second)
        .collectAsList()
        .forEach(row -> rows.add(CohortTexts.cells(row)));
    CohortTexts.table(html, caption, heads, rows);
  }
}
