package org.tacflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.tacflow.study.Registries;
import org.tacflow.tables.Tables;

/** The page of a cohort: what was asked, what happened, what came out, how to cite it. */
public final class CohortReport {
  private final CohortContent content;
  private final Page page;

  private CohortReport(CohortContent content) {
    this.content = content;
    this.page = Page.titled("tacflow: " + content.config().name());
  }

  /** The page of a published run. */
  public static Page page(CohortContent content, Registries registries) {
    CohortReport report = new CohortReport(content);
    report.glance();
    report.scans();
    report.charts();
    report.groups();
    AnalysisSections.add(report.page, content);
    EvidenceSections.add(report.page, content, report.primary());
    MethodsSection.add(report.page, content, registries);
    return report
        .page
        .script(Asset.VEGA)
        .script(Asset.VEGA_LITE)
        .script(Asset.CHARTS)
        .script(Asset.GRID)
        .script(Asset.COHORT);
  }

  private void glance() {
    page.body()
        .element(
            "p",
            "Run " + content.manifest().run() + ", tacflow " + content.manifest().version(),
            "class",
            "note");
    page.body()
        .open("noscript")
        .paragraph("Charts and filters need scripts; the numbers are in the Parquet tables.")
        .close();
    CohortTexts.section(page, "glance", "At a glance");
    long scans = content.count(Tables.SCANS);
    List<Row> refused = content.rows(Tables.REJECTED_SCANS, "scan", "stage");
    long rejected = refused.stream().map(r -> r.<String>getAs("scan")).distinct().count();
    List<String[]> figures = new ArrayList<>();
    figures.add(new String[] {count(scans), "scans found"});
    figures.add(new String[] {count(rejected), "scans refused at some step"});
    figures.add(new String[] {count(people()), "people in the cohort"});
    figures.add(new String[] {count(content.count(Tables.VOXEL_FITS)), "voxel fits"});
    figures.add(new String[] {count(content.count(Tables.REGIONAL_FITS)), "regional fits"});
    figures.add(
        new String[] {count(content.count(Tables.SEVERITY_CORRELATIONS)), "correlations tested"});
    figures.add(new String[] {count(headlines()), "primary correlations with adjusted p < 0.05"});
    CohortTexts.figures(page.body(), figures);
    page.body()
        .paragraph(
            "Primary: Pearson given the genotype and the covariates, on the estimate “"
                + content.config().correlations().primaryEstimate()
                + "” where it exists; p adjusted by Benjamini-Hochberg over the regions and scales"
                + " of one outcome in one group.");
  }

  private long people() {
    return content.tables().has(Tables.COHORT)
        ? content.tables().read(Tables.COHORT).select("participant_id").distinct().count()
        : 0;
  }

  private long headlines() {
    if (!content.tables().has(Tables.SEVERITY_CORRELATIONS)) {
      return 0;
    }
    return content
        .tables()
        .read(Tables.SEVERITY_CORRELATIONS)
        .where("status = 'ok' and method = 'pearson' and adjustment = 'genotype'")
        .where("p_adjusted < 0.05")
        .where("estimate = '" + primary() + "'")
        .count();
  }

  /** The primary estimate, or mean curves where there are no voxels. */
  private String primary() {
    String asked = content.config().correlations().primaryEstimate();
    boolean there =
        content.values().stream().anyMatch(row -> asked.equals(row.<String>getAs("estimate")));
    return there ? asked : "mean_tac";
  }

  private void scans() {
    CohortTexts.section(page, "scans", "Scans in, scans out");
    ScanFlow.add(page, content);
  }

  private void charts() {
    CohortTexts.section(page, "outcomes", "Regional outcomes");
    page.body()
        .paragraph(
            "A mark is a scan, its shape the genotype; the line is the median of the group. Marks"
                + " are spread sideways so that none hides another.");
    page.body().open("div", "id", "outcome-charts").close();
    CohortTexts.section(page, "correlations", "Correlations with severity");
    if (content.count(Tables.SEVERITY_CORRELATIONS) == 0) {
      page.body().paragraph("None: no score belongs to a scan (see table scan_scores).");
    } else {
      page.body()
          .paragraph(
              "Choose a row to see its people. The line is the fit behind the coefficient, one per"
                  + " genotype with a common slope where the genotype is held constant, with its"
                  + " interval where it is defined.");
      page.body().open("div", "id", "correlation-charts").close();
      CohortTexts.section(page, "forest", "Forest plots");
      page.body()
          .paragraph(
              "Correlation with severity: to the right, higher outcomes go with worse disease,"
                  + " whichever way a scale is written. Full marks: adjusted p < 0.05.");
      page.body().open("div", "id", "forest-charts").close();
    }
    CohortData.add(page, content, primary());
  }

  private void groups() {
    CohortTexts.section(page, "contrasts", "Groups against controls");
    new GridSpec("contrasts", "Outcomes of a group against its comparator")
        .filter("disease", "Disease")
        .filter("subgroup", "Subgroup", "all")
        .filter("tracer", "Tracer")
        .filter("model", "Model")
        .text("outcome", "Outcome")
        .filter("estimate", "Estimate", primary())
        .filter("region", "Region")
        .filter("method", "Method", "ancova")
        .number("n_group", "n")
        .number("n_comparator", "n controls")
        .number("percent", "Difference (%)")
        .decimals("effect_size", "Effect size")
        .decimals("effect_low", "from")
        .decimals("effect_high", "to")
        .probability("p", "p")
        .probability("p_adjusted", "Adjusted p")
        .text("flags", "Flags")
        .text("status", "Status")
        .addTo(
            page,
            content.rows(
                Tables.GROUP_CONTRASTS,
                "disease",
                "tracer",
                "model",
                "outcome",
                "region",
                "method"),
            "None: there is no second group to compare.");
    page.body().element("h3", "Genotypes of the groups");
    new GridSpec("genotypes", "rs6971 by group")
        .filter("tracer", "Tracer")
        .filter("disease", "Disease")
        .text("subgroup", "Subgroup")
        .number("n", "n")
        .number("hab", "HAB")
        .number("mab", "MAB")
        .number("lab", "LAB")
        .number("unknown", "unknown")
        .text("compared_with", "Against")
        .probability("p", "p of balance")
        .probability("hardy_weinberg_p", "p of Hardy-Weinberg")
        .text("flags", "Flags")
        .text("status", "Status")
        .addTo(
            page,
            content.rows(Tables.GENOTYPE_BALANCE, "tracer", "disease", "subgroup"),
            "None: no tracer of this cohort depends on rs6971.");
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
