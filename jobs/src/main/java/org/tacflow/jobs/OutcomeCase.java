package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.tacflow.config.Analysis;

/** One outcome of one region with everyone who has it, whatever the disease. */
final class OutcomeCase {
  /** Stands for everyone of a disease. */
  static final String ALL = "all";

  private final Row head;
  private final List<CaseScan> scans;

  private OutcomeCase(Row head, List<CaseScan> scans) {
    this.head = head;
    this.scans = scans;
  }

  /** People of one disease, or of one of its subgroups. */
  record Stratum(String disease, String subgroup, List<CaseScan> scans) {
    /** Whether anyone is in both. */
    boolean shares(Stratum other) {
      Set<String> people = new HashSet<>();
      scans.forEach(scan -> people.add(scan.participant()));
      return other.scans().stream().anyMatch(scan -> people.contains(scan.participant()));
    }
  }

  /** Of rows that share {@link OutcomeCases#KEY}; their order does not matter. */
  static OutcomeCase of(List<Row> rows) {
    List<CaseScan> scans =
        rows.stream().map(CaseScan::of).sorted(Comparator.comparing(CaseScan::scan)).toList();
    return new OutcomeCase(rows.get(0), scans);
  }

  /** The cells of the key. */
  Row head() {
    return head;
  }

  String tracer() {
    return head.getAs("tracer");
  }

  String outcome() {
    return head.getAs("outcome");
  }

  String region() {
    return head.getAs("region");
  }

  /** Whether the region is a group of the configuration. */
  boolean isGroup() {
    return Boolean.TRUE.equals(head.<Boolean>getAs("is_group"));
  }

  /**
   * Whether an analysis asks for this tracer, outcome and region.
   *
   * @param groups names of the groups of the configuration
   */
  boolean isAskedBy(Analysis analysis, Collection<String> groups) {
    return listed(analysis.tracers(), tracer())
        && listed(analysis.outcomes(), outcome())
        && ChosenRegions.takes(groups, analysis.regions(), region(), isGroup());
  }

  /** An empty list asks for everything. */
  static boolean listed(List<String> asked, String name) {
    return asked.isEmpty() || asked.contains(name);
  }

  /** Key of the check of this outcome's reference region in a disease. */
  String referenceKey(String disease) {
    return CheckReferences.key(tracer(), head.getAs("reference_region"), disease);
  }

  /** The same case with other values. */
  OutcomeCase withScans(List<CaseScan> others) {
    return new OutcomeCase(head, List.copyOf(others));
  }

  /** Every disease, followed by its subgroups. */
  List<Stratum> strata() {
    List<Stratum> strata = new ArrayList<>();
    for (String disease : diseases()) {
      strata.add(stratum(disease, ALL));
      subgroups(disease).forEach(subgroup -> strata.add(stratum(disease, subgroup)));
    }
    return strata;
  }

  /** Scans by key. */
  List<CaseScan> scans() {
    return scans;
  }

  /** The stratum of a disease; subgroup {@link #ALL} for everyone. */
  Stratum stratum(String disease, String subgroup) {
    return new Stratum(
        disease,
        subgroup,
        scans.stream()
            .filter(s -> disease.equals(s.disease()))
            .filter(s -> subgroup.equals(ALL) || s.subgroups().contains(subgroup))
            .toList());
  }

  /** Diseases in ascending order. */
  List<String> diseases() {
    TreeSet<String> diseases = new TreeSet<>();
    scans.forEach(s -> diseases.add(s.disease()));
    return List.copyOf(diseases);
  }

  /** Subgroups of a disease in ascending order. */
  List<String> subgroups(String disease) {
    TreeSet<String> subgroups = new TreeSet<>();
    for (CaseScan scan : scans) {
      if (disease.equals(scan.disease())) {
        subgroups.addAll(scan.subgroups());
      }
    }
    return List.copyOf(subgroups);
  }
}
