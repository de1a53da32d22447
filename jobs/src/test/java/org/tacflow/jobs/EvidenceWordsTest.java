package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tacflow.config.CohortConfig;
import org.tacflow.study.Finding;
import org.tacflow.study.Registries;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/**
 * Every published finding can be said in a configuration: a cohort that has what the finding speaks
 * of, under labels of its own, meets it. Driven by the packaged table of findings.
 */
class EvidenceWordsTest {
  private static final List<String> OUTCOMES =
      List.of(
          "VT",
          "BPND",
          "SUVR",
          "DVR",
          "CMRglc",
          "Ki",
          "lambda_k3",
          "perfusion",
          "rCBF",
          "FA",
          "VT_ratio",
          "SUVR_AI",
          "SUVR_absAI");
  // What the program does not test, whatever the cohort: reviews, scales alone, two targets.
  private static final List<String> UNTESTED_KINDS =
      List.of("summary", "clinical_contrast", "tracer_comparison");

  private static final Registries REGISTRIES = Registries.packaged();
  private static final CohortConfig CONFIG = config();

  static List<Finding> findings() {
    return REGISTRIES.evidence().findings();
  }

  /** Labels without spaces, brackets or semicolons, as a cohort would have them. */
  private static String label(String published) {
    return published.replaceAll("\\([^)]*\\)", "").replaceAll("[^A-Za-z0-9]+", "_");
  }

  private static boolean healthy(String comparator) {
    return comparator.isEmpty() || comparator.startsWith("HC") || comparator.contains("control");
  }

  private static String firstComparator(Finding finding) {
    return finding.comparator().split(";| and ")[0].trim();
  }

  private static CohortConfig config() {
    Map<String, String> diseases = new TreeMap<>();
    Map<String, String> subgroups = new TreeMap<>();
    TreeSet<String> tracers = new TreeSet<>();
    for (Finding finding : findings()) {
      diseases.put(finding.disease(), label(finding.disease()));
      if (!finding.subgroup().equals("all")) {
        subgroups.put(finding.subgroup(), label(finding.subgroup()));
      }
      if (!healthy(firstComparator(finding))) {
        subgroups.put(firstComparator(finding), label(firstComparator(finding)));
      }
      if (REGISTRIES.tracers().find(finding.tracerId()).isEmpty()) {
        tracers.add(finding.tracerId());
      }
    }
    StringBuilder yaml = new StringBuilder("bids-dir: none\nevidence:\n  diseases:\n");
    diseases.forEach((word, here) -> yaml.append("    \"%s\": %s%n".formatted(word, here)));
    yaml.append("  subgroups:\n");
    subgroups.forEach((word, here) -> yaml.append("    \"%s\": %s%n".formatted(word, here)));
    yaml.append("  tracers:\n");
    tracers.forEach(word -> yaml.append("    %s: [here_%s]%n".formatted(word, word)));
    return Configs.reader().parse("test", yaml.toString(), "", Map.of());
  }

  /** The results that a cohort would have of a finding, one for each region. */
  private static List<FindingResult> results(Finding finding) {
    FindingNames names = new FindingNames(CONFIG.evidence(), "HC");
    String outcome =
        OUTCOMES.stream().filter(o -> FindingNames.outcome(finding, o)).findFirst().orElseThrow();
    List<FindingResult> results = new ArrayList<>();
    List<String> regions = names.regions(finding);
    for (String region : regions.isEmpty() ? List.of("thalamus") : regions) {
      results.add(result(finding, names, outcome, region));
    }
    return results;
  }

  private static FindingResult result(
      Finding finding, FindingNames names, String outcome, String region) {
    String subgroup = finding.subgroup().equals("all") ? "all" : label(finding.subgroup());
    String tracer = names.tracers(finding).get(0);
    return switch (finding.kind()) {
      case "correlation" -> {
        boolean sensitive = GenotypeRule.of(CONFIG.correlations()).sensitive(tracer);
        yield FindingResult.correlation(
            named(
                Tables.SEVERITY_CORRELATIONS.schema(),
                made(Tables.SEVERITY_CORRELATIONS, finding, tracer, outcome, region)
                    .put("subgroup", subgroup)
                    .put("scale", finding.scaleId())
                    .put("adjustment", sensitive ? "genotype" : "none")
                    .put("r", 0.4)
                    .put("n", 30)
                    .row()));
      }
      case "predictor", "longitudinal" -> {
        boolean predictor = finding.kind().equals("predictor");
        yield FindingResult.term(
            named(
                Tables.MODEL_TERMS.schema(),
                made(Tables.MODEL_TERMS, finding, tracer, outcome, region)
                    .put("subgroup", subgroup)
                    .put("scale", predictor ? finding.scaleId() : null)
                    .put("coefficient", 0.4)
                    .put("n", 30)
                    .row()),
            predictor ? FindingResult.Kind.PREDICTOR : FindingResult.Kind.CHANGE);
      }
      default -> {
        boolean controls = healthy(firstComparator(finding));
        String other = controls ? "all" : label(firstComparator(finding));
        yield FindingResult.contrast(
                named(
                    Tables.GROUP_CONTRASTS.schema(),
                    made(Tables.GROUP_CONTRASTS, finding, tracer, outcome, region)
                        .put("subgroup", subgroup)
                        .put("comparator", controls ? "HC" : label(finding.disease()))
                        .put("comparator_subgroup", other)
                        .put("difference", 0.4)
                        .put("n_group", 30)
                        .put("n_comparator", 20)
                        .row()))
            .get(0);
      }
    };
  }

  /** A row whose columns have names, as rows of tables have. */
  private static Row named(StructType schema, Row row) {
    Object[] cells = new Object[row.size()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = row.get(c);
    }
    return new GenericRowWithSchema(cells, schema);
  }

  private static Cells made(
      Table table, Finding finding, String tracer, String outcome, String region) {
    return new Cells(table.schema())
        .put("disease", label(finding.disease()))
        .put("tracer", tracer)
        .put("outcome", outcome)
        .put("region", region)
        .put("ci_low", 0.1)
        .put("ci_high", 0.7)
        .put("p", 0.01);
  }

  @ParameterizedTest
  @MethodSource("findings")
  void aCohortThatHasWhatAFindingSpeaksOfMeetsIt(Finding finding) {
    boolean untested =
        UNTESTED_KINDS.contains(finding.kind())
            || finding.kind().equals("descriptive") && finding.groupEffect().equals("n/a");
    List<FindingResult> results = untested ? List.of() : results(finding);
    List<Row> rows = new FindingMatcher(REGISTRIES, results, CONFIG).rows(finding);
    assertThat(rows).isNotEmpty();
    for (Row cells : rows) {
      Row row = named(Tables.EVIDENCE_AGREEMENT.schema(), cells);
      String agreement = row.getAs("agreement");
      if (untested) {
        assertThat(agreement).isEqualTo("not_testable");
        assertThat(row.<String>getAs("reason")).startsWith("a finding of kind");
      } else if (finding.kind().equals("correlation") && finding.scaleId().isEmpty()) {
        assertThat(row.<String>getAs("reason")).isEqualTo("the source names no scale");
      } else {
        assertThat(row.<Double>getAs("estimate_value")).as("" + row).isEqualTo(0.4);
        boolean open = "the source states no sign".equals(row.getAs("reason"));
        assertThat(agreement).isIn(open ? List.of("not_testable") : List.of("agree", "disagree"));
      }
    }
  }

  @Test
  void everyScaleOfAFindingIsOneThatTablesMayHold() {
    assertThat(findings()).hasSize(80);
    for (Finding finding : findings()) {
      if (!finding.scaleId().isEmpty()) {
        assertThat(REGISTRIES.scales().scale(finding.scaleId()))
            .as(finding.id() + " " + finding.scaleId())
            .isPresent();
      }
    }
  }
}
