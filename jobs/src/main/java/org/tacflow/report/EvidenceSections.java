package org.tacflow.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** What a reader weighs results with: published findings, repeatability, references, sites. */
final class EvidenceSections {
  private static final List<String> WEIGHT = List.of("agree", "disagree", "undecided");

  private EvidenceSections() {}

  /** Adds both sections. */
  static void add(Page page, CohortContent content, String primary) {
    evidence(page, content);
    repeatability(page, content, primary);
  }

  private static void evidence(Page page, CohortContent content) {
    CohortTexts.section(page, "evidence", "Beside published findings");
    new GridSpec("findings", "Published findings and what this cohort says")
        .filter("agreement", "Agreement")
        .filter("disease", "Disease")
        .filter("tracer", "Tracer")
        .text("finding", "Finding")
        .filter("kind", "Kind")
        .filter("region", "Region")
        .text("scale", "Scale")
        .text("result_subgroup", "People here")
        .text("result_comparator", "Against")
        .text("expected_severity", "Published sign with severity")
        .text("expected_group_effect", "Published group effect")
        .text("model", "Model")
        .text("outcome", "Outcome")
        .filter("estimate", "Estimate")
        .decimals("estimate_value", "Here")
        .decimals("ci_low", "from")
        .decimals("ci_high", "to")
        .probability("p", "p")
        .probability("p_adjusted", "Adjusted p")
        .number("n_here", "n")
        .text("reason", "Why")
        .text("study", "Study")
        .addTo(
            page,
            decidedFirst(
                content.rows(Tables.EVIDENCE_AGREEMENT, "finding", "model", "outcome", "estimate")),
            "None: the table of published findings is empty.");
  }

  /** Findings that this cohort speaks to come first: sorting is stable. */
  private static List<Row> decidedFirst(List<Row> rows) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingInt(row -> rank(row.getAs("agreement"))));
    return sorted;
  }

  private static int rank(String agreement) {
    int known = WEIGHT.indexOf(agreement);
    return known < 0 ? WEIGHT.size() : known;
  }

  private static void repeatability(Page page, CohortContent content, String primary) {
    CohortTexts.section(page, "repeatability", "Repeatability, references and sites");
    new GridSpec("retest", "Test and retest")
        .filter("disease", "Disease")
        .filter("tracer", "Tracer")
        .filter("model", "Model")
        .text("outcome", "Outcome")
        .filter("estimate", "Estimate", primary)
        .text("region", "Region")
        .number("n", "n")
        .decimals("icc", "ICC(1,1)")
        .decimals("icc_low", "from")
        .decimals("icc_high", "to")
        .number("absolute_variability", "Absolute variability (%)")
        .number("sem_percent", "SEM (%)")
        .number("cov", "COV (%)")
        .text("status", "Status")
        .addTo(
            page,
            content.rows(Tables.TEST_RETEST, "disease", "tracer", "model", "outcome", "region"),
            "Repeatability: nobody was scanned twice under the same conditions.");
    new GridSpec("references", "SUV of reference regions against controls")
        .text("tracer", "Tracer")
        .text("reference_region", "Reference region")
        .text("disease", "Disease")
        .number("n_group", "n")
        .number("n_comparator", "n controls")
        .number("difference", "Difference (g/mL)")
        .number("ci_low", "from")
        .number("ci_high", "to")
        .probability("p", "p")
        .text("differs", "Differs")
        .text("status", "Status")
        .addTo(
            page,
            content.rows(Tables.REFERENCE_CHECK, "tracer", "reference_region", "disease"),
            "Reference regions: no model uses one, or there are no controls to compare with.");
    page.body()
        .paragraph(
            content.measured().isEmpty()
                ? "Sites: no harmonisation was asked for; the outcomes above can be shown by site."
                : "Sites: outcomes were harmonised by ComBat; the outcomes above can be shown by"
                    + " site, as measured and as harmonised.");
  }
}
