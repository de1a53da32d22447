package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.tacflow.config.Analysis;
import org.tacflow.jobs.OutcomeCase.Stratum;

/** Who an analysis is made of: all its groups where the group is a term, else each by itself. */
final class ModelStrata {
  private ModelStrata() {}

  static List<Stratum> of(Analysis analysis, OutcomeCase one) {
    List<String> groups =
        analysis.groups().isEmpty()
            ? one.diseases()
            : one.diseases().stream().filter(analysis.groups()::contains).toList();
    List<Stratum> strata = new ArrayList<>();
    if (analysis.terms().contains("group")) {
      List<CaseScan> scans = new ArrayList<>();
      groups.forEach(group -> scans.addAll(members(analysis, one, group)));
      String subgroup = analysis.subgroup().isEmpty() ? OutcomeCase.ALL : analysis.subgroup();
      strata.add(new Stratum(String.join("+", new TreeSet<>(groups)), subgroup, scans));
      return strata;
    }
    for (String group : groups) {
      if (!analysis.subgroup().isEmpty()) {
        strata.add(one.stratum(group, analysis.subgroup()));
        continue;
      }
      strata.add(one.stratum(group, OutcomeCase.ALL));
      if (!analysis.terms().contains("subgroup")) {
        one.subgroups(group).forEach(label -> strata.add(one.stratum(group, label)));
      }
    }
    strata.removeIf(stratum -> stratum.scans().isEmpty());
    return strata;
  }

  /** People of a group; those of the subgroup where it has such people, else all: controls. */
  private static List<CaseScan> members(Analysis analysis, OutcomeCase one, String group) {
    boolean split = one.subgroups(group).contains(analysis.subgroup());
    return one.stratum(group, split ? analysis.subgroup() : OutcomeCase.ALL).scans();
  }
}
