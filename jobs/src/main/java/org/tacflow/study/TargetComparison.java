package org.tacflow.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * TSPO beside CX3CR1: one property of both targets.
 *
 * @param property what is compared
 * @param tspo what is said of TSPO
 * @param cx3cr1 what is said of CX3CR1
 * @param findingId finding that says it; empty where the registries do
 * @param note what to mind; empty without
 */
public record TargetComparison(
    String property, String tspo, String cx3cr1, String findingId, String note) {
  private static final String TSPO = "TSPO";
  private static final String CX3CR1 = "CX3CR1";
  private static final List<String> TESTED =
      List.of("correlation", "group_contrast", "subgroup_contrast", "predictor", "longitudinal");

  /** All properties: what registries know of the tracers, then what publications claim. */
  public static List<TargetComparison> all(RegistrySource source) {
    Registries registries = Registries.read(source);
    List<TargetComparison> rows = new ArrayList<>();
    rows.add(both(registries, "Tracers", "", Tracer::id, tracer -> true));
    rows.add(
        both(
            registries,
            "Established outcomes",
            "without one the model must be named in the configuration",
            Tracer::primaryOutcome,
            tracer -> !tracer.primaryOutcome().isEmpty()));
    rows.add(
        both(
            registries,
            "Tracers that need rs6971",
            "",
            Tracer::id,
            tracer -> tracer.genotypeSensitivity().needsGenotype()));
    rows.add(
        new TargetComparison(
            "Published findings",
            findings(registries, TSPO),
            findings(registries, CX3CR1),
            "",
            "tested kinds only: correlations, contrasts, predictors, changes"));
    for (RegistryRow row : source.rows("targets.csv")) {
      rows.add(
          new TargetComparison(
              row.required("property"),
              row.text(TSPO),
              row.text(CX3CR1),
              row.required("finding_id"),
              row.text("note")));
    }
    return rows;
  }

  private static TargetComparison both(
      Registries registries,
      String property,
      String note,
      Function<Tracer, String> text,
      Predicate<Tracer> counted) {
    return new TargetComparison(
        property,
        tracers(registries, TSPO, text, counted),
        tracers(registries, CX3CR1, text, counted),
        "",
        note);
  }

  private static String tracers(
      Registries registries,
      String target,
      Function<Tracer, String> text,
      Predicate<Tracer> counted) {
    List<String> names =
        registries.tracers().tracers().stream()
            .filter(tracer -> tracer.target().equals(target))
            .filter(counted)
            .map(text)
            .distinct()
            .toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static String findings(Registries registries, String target) {
    List<String> ids =
        registries.evidence().findings().stream()
            .filter(finding -> finding.target().equals(target))
            .filter(finding -> TESTED.contains(finding.kind()))
            .map(Finding::id)
            .toList();
    return ids.size() + (ids.isEmpty() ? "" : ": " + String.join(", ", ids));
  }
}
