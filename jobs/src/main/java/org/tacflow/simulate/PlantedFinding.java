package org.tacflow.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A finding in one cohort: planted with its correlation, or skipped with the reason.
 *
 * @param id id of the recipe; {@code -pooled} behind it over all subgroups of the diagnosis
 * @param finding the finding
 * @param subgroup subgroup of the stratum; empty for the whole diagnosis
 * @param tissues tissues of its region that the label image has
 * @param rho correlation with severity by construction, NaN without scale or when skipped
 * @param people people of the stratum
 * @param status {@code planted}, or {@code skipped: reason}
 */
record PlantedFinding(
    String id,
    Finding finding,
    String subgroup,
    List<String> tissues,
    double rho,
    int people,
    String status) {

  /** All findings of the cohort's groups and tracers, in the recipe's order. */
  static List<PlantedFinding> all(SimulationOptions options, Roster roster, EffectPlan plan) {
    List<PlantedFinding> all = new ArrayList<>();
    for (Finding finding : Finding.all()) {
      boolean chosen = options.findings().isEmpty() || options.findings().contains(finding.id());
      if (chosen && roster.has(finding.group(), finding.tracer())) {
        all.addAll(of(finding, roster, plan));
      }
    }
    return all;
  }

  private static List<PlantedFinding> of(Finding finding, Roster roster, EffectPlan plan) {
    List<String> tissues = plan.members(finding.region());
    Map<String, Integer> everybody = roster.subgroups(finding.group());
    Map<String, Integer> stratum = new LinkedHashMap<>(everybody);
    if (!finding.subgroup().isEmpty()) {
      stratum.keySet().retainAll(List.of(finding.subgroup()));
    }
    if (tissues.isEmpty()) {
      return List.of(skipped(finding, tissues, "the label image has no " + finding.region()));
    }
    if (stratum.isEmpty()) {
      return List.of(skipped(finding, tissues, "nobody of subgroup " + finding.subgroup()));
    }
    List<PlantedFinding> rows = new ArrayList<>();
    rows.add(planted(finding.id(), finding, finding.subgroup(), tissues, stratum, plan));
    if (stratum.size() < everybody.size() && !finding.scale().isEmpty()) {
      rows.add(planted(finding.id() + "-pooled", finding, "", tissues, everybody, plan));
    }
    return rows;
  }

  private static PlantedFinding skipped(Finding finding, List<String> tissues, String reason) {
    return new PlantedFinding(
        finding.id(), finding, finding.subgroup(), tissues, Double.NaN, 0, "skipped: " + reason);
  }

  private static PlantedFinding planted(
      String id,
      Finding finding,
      String subgroup,
      List<String> tissues,
      Map<String, Integer> people,
      EffectPlan plan) {
    double rho = finding.scale().isEmpty() ? Double.NaN : plan.correlation(finding, people);
    int count = people.values().stream().mapToInt(Integer::intValue).sum();
    return new PlantedFinding(id, finding, subgroup, tissues, rho, count, "planted");
  }

  /** The correlation with the raw score: rho times the sign of the scale. */
  double rawRho() {
    List<ScaleDesign> scales =
        Stream.concat(
                Stream.of(subgroup), PersonDesign.subgroups(finding.group()).keySet().stream())
            .flatMap(s -> ScaleDesign.of(finding.scale(), finding.group(), s).stream())
            .toList();
    return scales.isEmpty() ? Double.NaN : rho * scales.get(0).sign();
  }

  /** What the correlation is partial given: genotype for tracers that it changes. */
  String adjustedFor() {
    double[] affinity = TracerDesign.of(finding.tracer()).affinity();
    return affinity[1] < affinity[0] ? "rs6971" : "none";
  }

  /** How the outcome enters the correlation. */
  String transform() {
    boolean additive =
        finding.outcome() == Finding.Outcome.BPND || TracerDesign.of(finding.tracer()).referenced();
    return additive ? "none" : "log";
  }

  /** Reference region of a ratio outcome. */
  String reference() {
    return switch (finding.outcome()) {
      case VT, CMRglc -> "none";
      case BPND, SUVR, DVR -> "cerebellum";
    };
  }
}
