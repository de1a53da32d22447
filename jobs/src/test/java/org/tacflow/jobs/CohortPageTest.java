package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.jobs.CohortTables.Person;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.testing.NodeTool;

/**
 * The page as a browser sees it. Truth: the tables it is made from, read again here; names in the
 * data are markup that would leave a trace if it ran.
 */
class CohortPageTest {
  private static final String HOSTILE = "AD</script><script>window.injected=1</script>";
  private static final String IMAGE = "<img src=x onerror='window.injected=2'>";
  private static final int PEOPLE = 40;

  @TempDir private static Path folder;
  private static RunContext run;
  private static JsonNode data;
  private static String page;
  private static JsonNode seen;

  @BeforeAll
  static void writeThePage() throws IOException {
    CohortTables tables = new CohortTables();
    Random random = new Random(7);
    for (int p = 0; p < PEOPLE; p++) {
      String id = p == 0 ? IMAGE : "sub-" + p;
      String disease = p % 2 == 0 ? "HC" : HOSTILE;
      String genotype = List.of("HAB", "MAB", "HAB", "LAB", "MAB").get(p % 5);
      tables.scan(id, new Person(id, disease, null, "S" + p % 3, 60.0 + p, "female", genotype));
      tables.session(id, id, "ses-1");
      double score = 30 - p / 4;
      tables.score(id, id, "MMSE", score, -1);
      for (String region : List.of("thalamus", "frontal_cortex", "pons & <b>medulla</b>")) {
        tables.outcome(id, id, region, p == 9 ? null : 3 + 0.1 * score + random.nextGaussian());
      }
    }
    run =
        tables.run(
            folder.resolve("tables"),
            "adjustments: [none, genotype, stratified, zscore]",
            0,
            new CorrelateSeverity(),
            new ContrastGroups(),
            new EvidenceAgreement());
    run.draft()
        .write(
            Tables.REJECTED_SCANS,
            run.spark()
                .createDataFrame(
                    List.of(
                        new Cells(Tables.REJECTED_SCANS.schema())
                            .put("scan", "sub-x")
                            .put("stage", "index")
                            .put("reason", "Cannot read " + IMAGE)
                            .row()),
                    Tables.REJECTED_SCANS.schema()));
    analyses();
    Manifest manifest = run.draft().publish("test");
    String report = folder.resolve("report").toString();
    ScanPageList.write(run.storage(), report, manifest, Set.of("sub-1"));
    page = WriteReport.write(run, manifest, report);
    String html = Files.readString(Path.of(page));
    data = new ObjectMapper().createObjectNode();
    for (String id : List.of("correlations", "people", "cases", "scores", "cohort")) {
      String begin = "id=\"data-" + id + "\">";
      int from = html.indexOf(begin) + begin.length();
      String json = html.substring(from, html.indexOf("</script>", from));
      ((com.fasterxml.jackson.databind.node.ObjectNode) data)
          .set(id, new ObjectMapper().readTree(json));
    }
  }

  /** A row or two of each table that a configuration asks for. */
  private static void analyses() {
    write(
        Tables.VOXELWISE_TESTS,
        cells(Tables.VOXELWISE_TESTS).put("test", "severity " + IMAGE).put("p_fwe_tfce", 0.0312));
    write(
        Tables.SIME,
        cells(Tables.SIME).put("scan", "sub-1").put("VND", 1.234),
        cells(Tables.SIME).put("scan", "sub-2").put("VND", 1.567));
    write(
        Tables.MODEL_TERMS, cells(Tables.MODEL_TERMS).put("term", "age").put("coefficient", 0.25));
    write(Tables.META_ANALYSES, cells(Tables.META_ANALYSES).put("over", "site").put("studies", 3));
    write(Tables.OCCUPANCY, cells(Tables.OCCUPANCY).put("method", "lassen").put("occupancy", 0.71));
    write(
        Tables.MODEL_WEIGHTS,
        weight("2TCM", 0, 0.9),
        weight("2TCM", 1, 0.2),
        weight("2TCM", 0, 0.7),
        weight("1TCM", 4, 0.1));
  }

  private static Cells cells(Table table) {
    return new Cells(table.schema());
  }

  private static Cells weight(String model, double delta, double share) {
    return cells(Tables.MODEL_WEIGHTS)
        .put("region", "thalamus")
        .put("model", model)
        .put("delta_aicc", delta)
        .put("weight_aicc", share)
        .put("n_models", 2);
  }

  private static void write(Table table, Cells... rows) {
    List<Row> made = Arrays.stream(rows).map(Cells::row).toList();
    run.draft().write(table, run.spark().createDataFrame(made, table.schema()));
  }

  @Test
  void tablesOfAnalysesAreShownWithTheirNumbers() throws Exception {
    JsonNode grids = seen().get("grids");
    assertThat(grids.get("voxelwise-tests").get(0).toString())
        .contains("severity " + IMAGE)
        .contains("0.031");
    assertThat(grids.get("volumes")).hasSize(2);
    assertThat(grids.get("volumes").get(1).get(1).textValue()).isEqualTo("1.57");
    assertThat(grids.get("terms").get(0).toString()).contains("age").contains("0.25");
    assertThat(grids.get("pooled").get(0).toString()).contains("3");
    assertThat(grids.get("occupancies").get(0).toString()).contains("lassen").contains("0.71");
    // Three curves, of which two are described best by it; the median of 0.2, 0.7 and 0.9.
    assertThat(grids.get("model-weights").get(1).toString())
        .isEqualTo("[\"thalamus\",\"2TCM\",\"3\",\"2\",\"0.70\",\"0\"]");
  }

  @Test
  void onlyAScanWithAPageLeadsToIt() throws Exception {
    assertThat(seen().get("scanLinks").toString()).isEqualTo("[\"scan-sub-1.html\"]");
    assertThat(seen().get("grids").get("scan-list")).hasSizeGreaterThan(1);
  }

  private static synchronized JsonNode seen() throws Exception {
    if (seen == null) {
      seen = new ObjectMapper().readTree(NodeTool.run("pages", "cohort-page.mjs", page));
    }
    return seen;
  }

  @Test
  void everyCorrelationOfTheTableStandsOnThePageWithItsNumbers() {
    List<Row> rows = CohortTables.rows(run, Tables.SEVERITY_CORRELATIONS, "true");
    JsonNode table = data.get("correlations");
    assertThat(table.get("size").intValue()).isEqualTo(rows.size()).isGreaterThan(20);
    Set<String> expected = new HashSet<>();
    Set<String> shown = new HashSet<>();
    rows.forEach(
        row ->
            expected.add(
                line(
                    row.getAs("disease"),
                    row.getAs("region"),
                    row.getAs("method"),
                    row.getAs("adjustment"),
                    row.getAs("n"),
                    row.getAs("r"),
                    row.getAs("p_adjusted"))));
    for (int r = 0; r < rows.size(); r++) {
      shown.add(
          line(
              word(table, "disease", r),
              word(table, "region", r),
              word(table, "method", r),
              word(table, "adjustment", r),
              cell(table, "n", r).intValue(),
              cell(table, "r", r).numberValue(),
              cell(table, "p_adjusted", r).numberValue()));
    }
    assertThat(shown).isEqualTo(expected);
  }

  /** Pearson's coefficient of the points that the page would draw, computed here. */
  @Test
  void thePointsBehindARowAreThoseThatWereTested() {
    JsonNode table = data.get("correlations");
    int checked = 0;
    for (int r = 0; r < table.get("size").intValue(); r++) {
      JsonNode people = data.get("people").get(cell(table, "people", r).intValue());
      assertThat(people.size()).isEqualTo(cell(table, "n", r).intValue());
      String adjustment = word(table, "adjustment", r);
      boolean plain = List.of("none", "zscore").contains(adjustment);
      if (plain && word(table, "method", r).equals("pearson") && !cell(table, "r", r).isNull()) {
        JsonNode one = data.get("cases").get(cell(table, "case", r).intValue());
        JsonNode values = one.get(adjustment.equals("none") ? "values" : "z");
        assertThat(one.get("region").textValue()).isEqualTo(word(table, "region", r));
        double[] x = new double[people.size()];
        double[] y = new double[people.size()];
        for (int p = 0; p < x.length; p++) {
          x[p] = values.get(people.get(p).intValue()).doubleValue();
          y[p] = data.get("scores").get("MMSE").get(people.get(p).intValue()).doubleValue();
        }
        // Values keep seven digits.
        assertThat(pearson(x, y)).isCloseTo(cell(table, "r", r).doubleValue(), within(1e-5));
        checked++;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(8);
  }

  @Test
  void aBrowserDrawsEveryChartWithoutComplaintOrNetwork() throws Exception {
    JsonNode seen = seen();
    assertThat(seen.get("complaints")).isEmpty();
    assertThat(seen.get("foreign")).isEmpty();
    assertThat(seen.get("openMillis").intValue()).isLessThan(10_000);
    assertThat(seen.get("drawn").intValue()).isEqualTo(seen.get("charts").intValue());
    assertThat(seen.get("unlabelled").intValue()).isZero();
    // One scan has no value in any region.
    assertThat(seen.get("outcomeMarks").get("thalamus").intValue()).isEqualTo(PEOPLE - 1);
    assertThat(seen.get("outcomeMarks").size()).isEqualTo(3);

    assertThat(seen.get("injected").isNull()).as("markup of the data ran").isTrue();
    assertThat(seen.get("foreignElements").intValue()).isZero();
    assertThat(seen.get("refused").get(0).get(2).textValue()).isEqualTo("Cannot read " + IMAGE);
    assertThat(seen.get("forest").toString()).contains("window.injected=1");

    assertTableShown(seen.get("correlations"), "pearson");
    assertTableShown(seen.get("spearman"), "spearman");
    assertThat(seen.get("chosenRow").get(7).asInt()).isEqualTo(seen.get("chosenMarks").asInt());
    assertThat(seen.get("chosenRow")).isEqualTo(seen.get("correlations").get(1));
    seen.get("filteredEvidence")
        .forEach(row -> assertThat(row.get(1)).isEqualTo(seen.get("filteredBy")));
    assertThat(seen.get("filteredEvidence")).isNotEmpty();

    assertThat(seen.get("firstFocus").textValue()).isEqualTo("Skip to content");
    assertThat(seen.get("reached").intValue()).isEqualTo(seen.get("controls").intValue());
    seen.get("overflow")
        .properties()
        .forEach(width -> assertThat(width.getValue().intValue()).as(width.getKey()).isLessThan(1));
  }

  /** The first rows of the page's table: primary rows by adjusted p, as the table has them. */
  private static void assertTableShown(JsonNode shown, String method) {
    List<Row> rows =
        new ArrayList<>(
            CohortTables.rows(
                run,
                Tables.SEVERITY_CORRELATIONS,
                "subgroup = 'all' and adjustment = 'genotype' and method = '" + method + "'"));
    rows.sort(Comparator.comparingDouble(row -> row.<Double>getAs("p_adjusted")));
    assertThat(shown.size()).isEqualTo(rows.size());
    for (int r = 0; r < rows.size(); r++) {
      double expected = rows.get(r).<Double>getAs("r");
      // Ties in adjusted p may stand in any order: the set is compared by number.
      String text = String.format(Locale.ROOT, "%.2f", expected).replace('-', '−');
      assertThat(shown.toString()).contains("\"" + text + "\"");
      assertThat(shown.get(r).get(7).asInt()).isEqualTo(rows.get(r).<Integer>getAs("n"));
    }
  }

  private static String line(Object... cells) {
    StringBuilder line = new StringBuilder();
    for (Object cell : cells) {
      // A page carries seven significant digits.
      Object shown =
          cell instanceof Double real
              ? new BigDecimal(real).round(new MathContext(7)).doubleValue()
              : cell;
      line.append(shown).append('|');
    }
    return line.toString();
  }

  private static JsonNode cell(JsonNode table, String column, int row) {
    return table.get("columns").get(column).get(row);
  }

  private static String word(JsonNode table, String column, int row) {
    JsonNode texts = table.get("columns").get(column);
    int index = texts.get("index").get(row).intValue();
    return index < 0 ? null : texts.get("words").get(index).textValue();
  }

  private static double pearson(double[] x, double[] y) {
    double mx = java.util.Arrays.stream(x).average().orElseThrow();
    double my = java.util.Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
