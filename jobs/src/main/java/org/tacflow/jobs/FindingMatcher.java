package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.study.Finding;
import org.tacflow.study.Registries;
import org.tacflow.study.Tracer;
import org.tacflow.tables.Tables;

/** Which results of a cohort speak to a published finding, and what they say. */
final class FindingMatcher {
  // Regions that publications did not name: any region may speak to them.
  private static final Set<String> UNNAMED = Set.of("not_specified", "multiple_unspecified");

  private final Registries registries;
  private final List<Row> correlations;
  private final List<Row> contrasts;
  private final CohortConfig.Correlations settings;
  private final GenotypeRule rule;

  FindingMatcher(
      Registries registries,
      List<Row> correlations,
      List<Row> contrasts,
      CohortConfig.Correlations settings) {
    this.registries = registries;
    this.correlations = correlations;
    this.contrasts = contrasts;
    this.settings = settings;
    this.rule = GenotypeRule.of(settings);
  }

  /** One row per region and result that speaks to the finding; one row with the reason if none. */
  List<Row> rows(Finding finding) {
    String kind = finding.kind();
    if (!kind.equals("correlation") && !kind.equals("group_contrast")) {
      return List.of(untestable(finding, null, "a finding of kind " + kind + " is not tested"));
    }
    if (registries.tracers().find(finding.tracerId()).isEmpty()) {
      return List.of(untestable(finding, null, finding.tracerId() + " names no one tracer"));
    }
    boolean correlation = kind.equals("correlation");
    if (correlation && finding.scaleId().isEmpty()) {
      return List.of(untestable(finding, null, "the source names no scale"));
    }
    String all = "tracer " + finding.tracerId();
    List<Row> results = correlation ? correlations : contrasts;
    List<Row> left =
        results.stream().filter(r -> finding.tracerId().equals(r.getAs("tracer"))).toList();
    if (left.isEmpty()) {
      return List.of(untestable(finding, null, "no result with " + all));
    }
    left = left.stream().filter(r -> finding.disease().equals(r.getAs("disease"))).toList();
    if (left.isEmpty()) {
      return List.of(
          untestable(finding, null, "no result in " + finding.disease() + " with " + all));
    }
    left = left.stream().filter(r -> subgroup(finding).equals(r.getAs("subgroup"))).toList();
    if (left.isEmpty()) {
      return List.of(untestable(finding, null, "no result in subgroup " + finding.subgroup()));
    }
    return correlation ? correlated(finding, left) : contrasted(finding, left);
  }

  private static String subgroup(Finding finding) {
    return finding.subgroup().isEmpty() ? OutcomeCase.ALL : finding.subgroup();
  }

  private List<Row> correlated(Finding finding, List<Row> results) {
    List<Row> left =
        results.stream().filter(r -> finding.scaleId().equals(r.getAs("scale"))).toList();
    if (left.isEmpty()) {
      return List.of(untestable(finding, null, "no score of " + finding.scaleId()));
    }
    // The genotype is held constant where it matters, else the plain correlation speaks.
    String wanted = rule.sensitive(finding.tracerId()) ? "genotype" : "none";
    left = left.stream().filter(r -> wanted.equals(r.getAs("adjustment"))).toList();
    if (left.isEmpty()) {
      return List.of(untestable(finding, null, "no correlation with adjustment " + wanted));
    }
    return byRegion(finding, left);
  }

  private List<Row> contrasted(Finding finding, List<Row> results) {
    List<Row> left =
        results.stream()
            .filter(r -> settings.tests().controlGroup().equals(r.getAs("comparator")))
            .filter(r -> OutcomeCase.ALL.equals(r.getAs("comparator_subgroup")))
            .toList();
    if (left.isEmpty()) {
      return List.of(
          untestable(finding, null, "no contrast with " + settings.tests().controlGroup()));
    }
    return byRegion(finding, left);
  }

  private List<Row> byRegion(Finding finding, List<Row> results) {
    List<Row> left = results.stream().filter(r -> outcomeMatches(finding, r)).toList();
    if (left.isEmpty()) {
      return List.of(untestable(finding, null, "no result of outcome " + finding.outcome()));
    }
    List<Row> rows = new ArrayList<>();
    for (String region : finding.regions().isEmpty() ? List.of("") : finding.regions()) {
      if (region.isEmpty() || UNNAMED.contains(region)) {
        left.forEach(result -> rows.add(compared(finding, region, result, "unnamed_region")));
        continue;
      }
      List<Row> own = left.stream().filter(r -> region.equals(r.getAs("region"))).toList();
      if (own.isEmpty()) {
        rows.add(untestable(finding, region, "no result of region " + region));
      }
      own.forEach(result -> rows.add(compared(finding, region, result, null)));
    }
    return rows;
  }

  /** Whether the source's words allow the outcome; empty words allow any. */
  private boolean outcomeMatches(Finding finding, Row result) {
    String words = finding.outcome();
    String outcome = result.getAs("outcome");
    if (words.isEmpty()) {
      return true;
    }
    for (String part : words.split(" or |[ /()]+")) {
      // BP is the older word for BPND; uptake is what a tracer's ratio or rate of uptake says.
      boolean older = part.equals("BP") && outcome.equals("BPND");
      boolean uptake =
          Set.of("uptake", "perfusion", "CMRglc").contains(part)
              && Set.of("SUV", "SUVR", "Ki", "CMRglc").contains(outcome);
      if (part.equals(outcome) || older || uptake) {
        return true;
      }
    }
    return false;
  }

  private Row compared(Finding finding, String region, Row result, String flag) {
    boolean correlation = finding.kind().equals("correlation");
    Cells cells = describe(finding, region).copy(result, List.of("model", "outcome", "estimate"));
    List<String> flags = new ArrayList<>(Rows.texts(result, "flags"));
    if (flag != null) {
      flags.add(flag);
    }
    Tracer tracer = registries.tracers().find(finding.tracerId()).orElseThrow();
    String reference = result.getAs("reference_region");
    if (reference != null && reference.equals(region)) {
      flags.add("target_is_reference");
    } else if (reference != null && "pseudo".equals(tracer.referenceKind())) {
      flags.add("pseudo_reference");
    }
    Double estimate = result.getAs(correlation ? "r" : "difference");
    cells
        .put("result_region", result.getAs("region"))
        .put("reference_region", reference)
        .put("adjustment", result.getAs(correlation ? "adjustment" : "covariates"))
        .put("estimate_value", estimate)
        .put("estimate_severity", correlation ? result.getAs("r_severity") : null)
        .put("ci_low", result.getAs("ci_low"))
        .put("ci_high", result.getAs("ci_high"))
        .put("p", result.getAs("p"))
        .put("p_adjusted", result.getAs("p_adjusted"))
        .put("n_here", result.getAs(correlation ? "n" : "n_group"))
        .put("n_controls_here", correlation ? null : result.getAs("n_comparator"))
        .put("settings_hash", result.getAs("settings_hash"))
        .put("flags", flags);
    String status = result.getAs("status");
    if (estimate == null) {
      return cells.put("agreement", "not_testable").put("reason", status).row();
    }
    return EvidenceVerdict.of(
            finding, estimate, Rows.number(result, "ci_low"), Rows.number(result, "ci_high"))
        .fill(cells)
        .row();
  }

  private static Row untestable(Finding finding, String region, String reason) {
    return describe(finding, region).put("agreement", "not_testable").put("reason", reason).row();
  }

  private static Cells describe(Finding finding, String region) {
    return new Cells(Tables.EVIDENCE_AGREEMENT.schema())
        .put("finding", finding.id())
        .put("kind", finding.kind())
        .put("disease", finding.disease())
        .put("subgroup", finding.subgroup())
        .put("comparator", empty(finding.comparator()))
        .put("tracer", finding.tracerId())
        .put("target", finding.target())
        .put("published_outcome", empty(finding.outcome()))
        .put("scale", empty(finding.scaleId()))
        .put("region", region == null ? String.join(";", new TreeSet<>(finding.regions())) : region)
        .put("expected_raw", Selection.lower(finding.signalVsRawScore()))
        .put("expected_severity", Selection.lower(finding.signalVsSeverity()))
        .put("expected_group_effect", empty(finding.groupEffect()))
        .put("n_patients_published", finding.patients() < 0 ? null : finding.patients())
        .put("n_controls_published", finding.controls() < 0 ? null : finding.controls())
        .put("study", empty(finding.primaryStudy()))
        .put("version", Version.current());
  }

  private static String empty(String text) {
    return text.isEmpty() || text.equals("n/a") ? null : text;
  }
}
