package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortTests.Harmonisation;
import org.tacflow.jobs.OutcomeCase.Stratum;
import org.tacflow.tables.Tables;

/** All group contrasts of one outcome: who is compared with whom, by which tests. */
final class CaseContrasts implements Serializable {
  static final StructType SCHEMA = Tables.GROUP_CONTRASTS.schema();

  private static final long serialVersionUID = 1L;

  private final GenotypeRule rule;
  private final HashSet<String> differing;
  private final CohortConfig.Correlations settings;

  private CaseContrasts(
      GenotypeRule rule, HashSet<String> differing, CohortConfig.Correlations settings) {
    this.differing = differing;
    this.rule = rule;
    this.settings = settings;
  }

  /** With the settings of a run. */
  static CaseContrasts of(RunContext run) {
    CohortConfig.Correlations settings = run.config().correlations();
    return new CaseContrasts(GenotypeRule.of(settings), CheckReferences.differing(run), settings);
  }

  /** Rows of {@link #SCHEMA} for one case. */
  List<Row> of(List<Row> rows) {
    OutcomeCase one = OutcomeCase.of(rows);
    String control = settings.tests().controlGroup();
    Stratum controls = one.stratum(control, OutcomeCase.ALL);
    List<Row> made = new ArrayList<>();
    for (String disease : one.diseases()) {
      List<Stratum> strata = new ArrayList<>();
      one.subgroups(disease).forEach(s -> strata.add(one.stratum(disease, s)));
      // Without a diagnosis column everyone is "all": there is nobody to compare with.
      if (!disease.equals(control) && !disease.equals(OutcomeCase.ALL)) {
        made.addAll(contrast(one, one.stratum(disease, OutcomeCase.ALL), controls));
        strata.forEach(stratum -> made.addAll(contrast(one, stratum, controls)));
      }
      for (int i = 0; i < strata.size(); i++) {
        for (Stratum other : strata.subList(i + 1, strata.size())) {
          // People of both would be set against themselves.
          if (!strata.get(i).shares(other)) {
            made.addAll(contrast(one, strata.get(i), other));
          }
        }
      }
    }
    return made;
  }

  private List<Row> contrast(OutcomeCase one, Stratum group, Stratum comparator) {
    boolean genotype = rule.affected(one.tracer());
    boolean log = settings.logTransformVt() && FreeFractionOutcomes.isVolume(one.outcome());
    Selection.Needs plain = new Selection.Needs(false, List.of(), log, null);
    Selection.Needs adjusted =
        new Selection.Needs(genotype, settings.tests().covariates(), log, null);
    List<String> marks = new ArrayList<>();
    if (differing.contains(one.referenceKey(group.disease()))) {
      marks.add("reference_differs");
    }
    if (settings.tests().harmonisation() != Harmonisation.NONE) {
      marks.add("harmonised");
    }
    ContrastTests unadjusted =
        new ContrastTests(
            new ContrastPeople(one, group, comparator, plain, rule, settings.minimumN(), marks));
    ContrastTests held =
        new ContrastTests(
            new ContrastPeople(one, group, comparator, adjusted, rule, settings.minimumN(), marks));
    List<Row> rows =
        new ArrayList<>(List.of(unadjusted.welch(), unadjusted.mannWhitney(), held.ancova()));
    if (genotype) {
      rows.add(held.interaction());
    }
    return rows;
  }
}
