package org.tacflow.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tacflow.study.Finding.Signal;

/** The published findings, one row each; never one sign per disease, since findings disagree. */
public final class EvidenceTable {
  private final List<Finding> findings;

  private EvidenceTable(List<Finding> findings) {
    this.findings = List.copyOf(findings);
  }

  /** Reads {@code evidence.csv}. */
  public static EvidenceTable read(RegistrySource source) {
    List<Finding> findings = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>();
    for (RegistryRow row : source.rows("evidence.csv")) {
      Finding finding =
          new Finding(
              row.required("finding_id"),
              row.required("finding_kind"),
              row.text("disease"),
              row.text("subgroup"),
              row.text("comparator"),
              row.text("tracer_id"),
              row.text("target"),
              row.text("modality"),
              row.text("outcome"),
              row.text("scale_id"),
              row.list("regions"),
              row.choice("signal_vs_raw_score", Signal.class, Signal.NOT_APPLICABLE),
              row.choice("signal_vs_severity", Signal.class, Signal.NOT_APPLICABLE),
              row.text("group_effect"),
              row.text("strength"),
              count(row, "n_patients"),
              count(row, "n_controls"),
              row.text("primary_study"));
      if (!ids.add(finding.id())) {
        throw row.invalid("finding_id", finding.id(), "must stand once");
      }
      findings.add(finding);
    }
    return new EvidenceTable(findings);
  }

  private static int count(RegistryRow row, String column) {
    double number = row.number(column);
    return Double.isNaN(number) ? -1 : (int) number;
  }

  /** All findings in the order of the table. */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * The correlations published for a disease, a tracer and a scale.
   *
   * @param disease disease label, as in the group column
   * @param tracerId id of the tracer registry
   * @param scaleId id of the scale registry
   */
  public List<Finding> correlations(String disease, String tracerId, String scaleId) {
    return findings.stream()
        .filter(finding -> finding.kind().equals("correlation"))
        .filter(finding -> finding.disease().equals(disease))
        .filter(finding -> finding.tracerId().equals(tracerId))
        .filter(finding -> finding.scaleId().equals(scaleId))
        .toList();
  }
}
