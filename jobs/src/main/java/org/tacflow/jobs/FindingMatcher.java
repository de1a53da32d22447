package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortTests;
import org.tacflow.jobs.FindingResult.Kind;
import org.tacflow.study.Finding;
import org.tacflow.study.Registries;
import org.tacflow.study.Tracer;
import org.tacflow.tables.Tables;

/** Which results of a cohort speak to a published finding, and what they say. */
final class FindingMatcher {
  // Regions that publications did not name: any region may speak to them.
  private static final Set<String> UNNAMED = Set.of("not_specified", "multiple_unspecified");

  private final Registries registries;
  private final List<FindingResult> results;
  private final FindingNames names;
  private final GenotypeRule rule;
  private final boolean covariates;

  FindingMatcher(Registries registries, List<FindingResult> results, CohortConfig config) {
    this.registries = registries;
    this.results = List.copyOf(results);
    this.names = new FindingNames(config.evidence(), config.correlations().tests().controlGroup());
    this.rule = GenotypeRule.of(config.correlations());
    CohortTests tests = config.correlations().tests();
    this.covariates =
        !tests.covariates().isEmpty()
            && tests.adjustments().contains(CohortTests.GenotypeAdjustment.GENOTYPE);
  }

  /** One row per region and result that speaks to the finding; one row with the reason if none. */
  List<Row> rows(Finding finding) {
    Kind kind = kind(finding);
    if (kind == null) {
      String where = finding.kind().equals("tracer_comparison") ? " (see the table targets)" : "";
      return List.of(
          untestable(
              finding, null, "a finding of kind " + finding.kind() + " is not tested" + where));
    }
    boolean mapped = !names.tracers(finding).equals(List.of(finding.tracerId()));
    if (!mapped && registries.tracers().find(finding.tracerId()).isEmpty()) {
      return List.of(
          untestable(
              finding,
              null,
              finding.tracerId() + " names no one tracer (say which in evidence.tracers)"));
    }
    if (kind == Kind.CORRELATION && finding.scaleId().isEmpty()) {
      return List.of(untestable(finding, null, "the source names no scale"));
    }
    Search left = new Search(results.stream().filter(r -> r.kind() == kind).toList());
    String with = " with tracer " + String.join(", ", names.tracers(finding));
    left.keep("no result" + with, r -> names.tracers(finding).contains(r.text("tracer")));
    left.keep(
        "no result in " + names.disease(finding) + with,
        r -> names.disease(finding).equals(r.text("disease")));
    left.keep(
        "no result in subgroup " + finding.subgroup(), r -> names.subgroup(finding, r.subgroup()));
    if (kind == Kind.CORRELATION || kind == Kind.PREDICTOR) {
      left.keep("no score of " + finding.scaleId(), r -> finding.scaleId().equals(r.text("scale")));
    }
    if (kind == Kind.CORRELATION) {
      // Genotype and covariates are held where they matter, else the plain correlation speaks.
      left.keep(
          "no correlation given the genotype",
          r ->
              r.text("adjustment")
                  .equals(covariates || rule.sensitive(r.text("tracer")) ? "genotype" : "none"));
    }
    if (kind == Kind.CONTRAST) {
      String against = finding.comparator().isEmpty() ? "controls" : finding.comparator();
      left.keep("no contrast with " + against, r -> names.comparator(finding, r));
    }
    left.keep(
        "no result of outcome " + finding.outcome(),
        r -> FindingNames.outcome(finding, r.text("outcome")));
    return left.reason == null
        ? byRegion(finding, left.results)
        : List.of(untestable(finding, null, left.reason));
  }

  /** Results that are left, and why none is. */
  private static final class Search {
    private List<FindingResult> results;
    private String reason;

    private Search(List<FindingResult> results) {
      this.results = results;
    }

    private void keep(String otherwise, Predicate<FindingResult> wanted) {
      if (reason == null) {
        results = results.stream().filter(wanted).toList();
        reason = results.isEmpty() ? otherwise : null;
      }
    }
  }

  /** What results speak to a kind of finding; null when none does. */
  private static Kind kind(Finding finding) {
    return switch (finding.kind()) {
      case "correlation" -> Kind.CORRELATION;
      case "group_contrast", "subgroup_contrast", "activation_contrast" -> Kind.CONTRAST;
      case "descriptive" -> finding.groupEffect().equals("n/a") ? null : Kind.CONTRAST;
      case "predictor" -> Kind.PREDICTOR;
      case "longitudinal" -> Kind.CHANGE;
      default -> null;
    };
  }

  private List<Row> byRegion(Finding finding, List<FindingResult> left) {
    List<Row> rows = new ArrayList<>();
    List<String> regions = names.regions(finding);
    for (String region : regions.isEmpty() ? List.of("") : regions) {
      if (region.isEmpty() || UNNAMED.contains(region)) {
        left.forEach(result -> rows.add(compared(finding, region, result, "unnamed_region")));
        continue;
      }
      List<FindingResult> own = left.stream().filter(r -> region.equals(r.text("region"))).toList();
      if (own.isEmpty()) {
        rows.add(untestable(finding, region, "no result of region " + region));
      }
      own.forEach(result -> rows.add(compared(finding, region, result, null)));
    }
    return rows;
  }

  private Row compared(Finding finding, String region, FindingResult result, String flag) {
    Cells cells =
        describe(finding, region).copy(result.row(), List.of("model", "outcome", "estimate"));
    List<String> flags = new ArrayList<>(Rows.texts(result.row(), "flags"));
    if (flag != null) {
      flags.add(flag);
    }
    String kind =
        registries.tracers().find(result.text("tracer")).map(Tracer::referenceKind).orElse("");
    String reference = result.text("reference_region");
    if (reference != null && reference.equals(region)) {
      flags.add("target_is_reference");
    } else if (reference != null && "pseudo".equals(kind)) {
      flags.add("pseudo_reference");
    }
    Double estimate = result.estimate();
    cells
        .put("tracer", result.text("tracer"))
        .put("result_region", result.text("region"))
        .put("result_disease", result.text("disease"))
        .put("result_subgroup", result.subgroup())
        .put("result_comparator", result.against())
        .put("reference_region", reference)
        .put("adjustment", result.adjustment())
        .put("held", result.held())
        .put("estimate_value", estimate)
        .put(
            "estimate_severity",
            result.kind() == Kind.CORRELATION ? result.row().getAs("r_severity") : null)
        .put("ci_low", result.low())
        .put("ci_high", result.high())
        .put("p", result.row().getAs("p"))
        .put("p_adjusted", result.row().getAs("p_adjusted"))
        .put("n_here", result.patients())
        .put("n_controls_here", result.controls())
        .put("settings_hash", result.text("settings_hash"))
        .put("flags", flags);
    if (estimate == null) {
      return cells.put("agreement", "not_testable").put("reason", result.text("status")).row();
    }
    return EvidenceVerdict.of(finding, estimate, result.low(), result.high()).fill(cells).row();
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
