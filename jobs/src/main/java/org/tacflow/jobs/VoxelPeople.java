package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortTests.Covariate;
import org.tacflow.config.CohortTests.Exchangeability;
import org.tacflow.config.Voxelwise;
import org.tacflow.stats.Observations;

/** Who takes part in a voxelwise test, and the columns of its model but for the maps. */
final class VoxelPeople {
  /** Column under test. */
  static final String TESTED = "tested";

  private final Selection first;
  private final Selection second;
  private final Selection all;
  private final CohortConfig.Correlations settings;

  private VoxelPeople(
      Selection first, Selection second, Selection all, CohortConfig.Correlations settings) {
    this.first = first;
    this.second = second;
    this.all = all;
    this.settings = settings;
  }

  /** Of everyone with a map. */
  static VoxelPeople of(
      RunContext run, Voxelwise.Test test, MapSource source, String tracer, List<CaseScan> scans) {
    CohortConfig.Correlations settings = run.config().correlations();
    GenotypeRule rule = GenotypeRule.of(settings);
    Selection.Needs needs =
        new Selection.Needs(
            rule.affected(tracer),
            settings.tests().covariates(),
            false,
            test.isContrast() ? null : scan -> source.score(scan, test.scale()));
    List<CaseScan> own = members(scans, test.disease(), test.subgroup());
    List<CaseScan> others =
        test.isContrast() ? members(scans, test.comparator(), OutcomeCase.ALL) : List.of();
    List<CaseScan> both = new ArrayList<>(own);
    both.addAll(others);
    return new VoxelPeople(
        Selection.of(own, tracer, rule, needs),
        Selection.of(others, tracer, rule, needs),
        Selection.of(both, tracer, rule, needs),
        settings);
  }

  private static List<CaseScan> members(List<CaseScan> scans, String disease, String subgroup) {
    return scans.stream()
        .filter(s -> disease.equals(s.disease()))
        .filter(s -> subgroup.equals(OutcomeCase.ALL) || s.subgroups().contains(subgroup))
        .toList();
  }

  List<CaseScan> kept() {
    return all.kept;
  }

  /** Names of the columns held constant. */
  List<String> held() {
    return all.held();
  }

  /** The factor within whose levels people are exchangeable, null for all. */
  String block() {
    boolean bySite =
        settings.tests().exchangeability() == Exchangeability.SITE
            && all.kept.stream().allMatch(scan -> scan.site() != null);
    return bySite ? "site" : null;
  }

  /** Why there are too few people, null when there are enough. */
  String tooFew(boolean contrast) {
    int least = settings.minimumN();
    if (first.n() >= least && (!contrast || second.n() >= least)) {
      return null;
    }
    return contrast
        ? "n = " + first.n() + " and " + second.n() + " (must be >= " + least + " each)"
        : "n = " + first.n() + " (must be >= " + least + ")";
  }

  /** Tested and held columns by participant. */
  Observations observations(boolean contrast) {
    double[] tested = all.scoreValues();
    if (contrast) {
      List<Double> members = new ArrayList<>(Collections.nCopies(first.n(), 1.0));
      members.addAll(Collections.nCopies(second.n(), 0.0));
      tested = members.stream().mapToDouble(Double::doubleValue).toArray();
    }
    Observations rows = all.observations().withNumeric(TESTED, tested);
    return block() != null && !held().contains("site")
        ? Selection.with(rows, Covariate.SITE, all.kept)
        : rows;
  }

  /** Fills the counts of people. */
  void fill(Cells cells, boolean contrast) {
    all.fill(cells);
    cells
        .put("excluded_score", all.score)
        .put("n", all.n())
        .put("n_group", contrast ? first.n() : null)
        .put("n_comparator", contrast ? second.n() : null)
        .put("exchangeability", block() == null ? "all" : "site")
        .put("covariates", String.join(" ", held()));
  }
}
