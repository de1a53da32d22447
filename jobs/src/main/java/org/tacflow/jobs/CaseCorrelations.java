package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortTests.GenotypeAdjustment;
import org.tacflow.config.CohortTests.Harmonisation;
import org.tacflow.jobs.OutcomeCase.Stratum;
import org.tacflow.stats.FisherInterval;
import org.tacflow.stats.Power;
import org.tacflow.tables.Tables;

/** All correlations of one outcome: strata × scales × methods × adjustments. */
final class CaseCorrelations implements Serializable {
  static final StructType SCHEMA = Tables.SEVERITY_CORRELATIONS.schema();

  private static final long serialVersionUID = 1L;
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;
  private static final int HEADLINE_N = 10;

  private final ScanScores scores;
  private final GenotypeRule rule;
  private final HashSet<String> differing;
  private final CohortConfig.Correlations settings;

  private CaseCorrelations(
      ScanScores scores,
      GenotypeRule rule,
      HashSet<String> differing,
      CohortConfig.Correlations settings) {
    this.differing = differing;
    this.scores = scores;
    this.rule = rule;
    this.settings = settings;
  }

  /** With the scores and tracers of a run. */
  static CaseCorrelations of(RunContext run) {
    CohortConfig.Correlations settings = run.config().correlations();
    return new CaseCorrelations(
        ScanScores.of(run), GenotypeRule.of(settings), CheckReferences.differing(run), settings);
  }

  /**
   * The people of one or several coefficients: one stratum, scale and adjustment.
   *
   * @param one the case, its values as z scores where the adjustment says so
   */
  record Sample(OutcomeCase one, Stratum stratum, String scale, GenotypeAdjustment adjustment) {}

  /** Rows of {@link #SCHEMA} for one case. */
  List<Row> of(List<Row> rows) {
    List<Row> made = new ArrayList<>();
    eachSample(
        OutcomeCase.of(rows),
        (sample, selection) -> {
          for (String method : settings.tests().methods()) {
            boolean defined = !method.equals("kendall") || hasKendall(sample.adjustment());
            if (defined) {
              made.add(row(sample, method, selection));
            }
          }
        });
    return made;
  }

  /** Hands over every sample of one case with its people. */
  void eachSample(OutcomeCase one, BiConsumer<Sample, Selection> taken) {
    for (GenotypeAdjustment adjustment : settings.tests().adjustments()) {
      boolean needsGenotype =
          adjustment == GenotypeAdjustment.STRATIFIED || adjustment == GenotypeAdjustment.ZSCORE;
      // Genotypes of a tracer that does not feel them make neither strata nor z scores.
      if (needsGenotype && !rule.sensitive(one.tracer())) {
        continue;
      }
      OutcomeCase values = adjustment == GenotypeAdjustment.ZSCORE ? zScores(one) : one;
      for (Stratum stratum : values.strata()) {
        for (String scale : scores.scales(stratum.scans())) {
          Selection.Needs needs = needs(values, scale, adjustment);
          taken.accept(
              new Sample(values, stratum, scale, adjustment),
              Selection.of(stratum.scans(), one.tracer(), rule, needs));
        }
      }
    }
  }

  private OutcomeCase zScores(OutcomeCase one) {
    return ControlScores.of(one, settings.tests().controlGroup(), log(one));
  }

  private boolean log(OutcomeCase one) {
    return settings.logTransformVt() && FreeFractionOutcomes.isVolume(one.outcome());
  }

  private static boolean hasKendall(GenotypeAdjustment adjustment) {
    return switch (adjustment) {
      case NONE, ZSCORE -> true;
      case GENOTYPE, STRATIFIED -> false;
    };
  }

  private Selection.Needs needs(OutcomeCase one, String scale, GenotypeAdjustment adjustment) {
    return switch (adjustment) {
      case NONE -> new Selection.Needs(false, List.of(), false, scan -> scores.score(scan, scale));
      case GENOTYPE ->
          // A genotype that the tracer does not feel is not held, and nobody is left out for it.
          new Selection.Needs(
              rule.affected(one.tracer()),
              settings.tests().covariates(),
              log(one),
              scan -> scores.score(scan, scale));
      case STRATIFIED ->
          new Selection.Needs(true, List.of(), log(one), scan -> scores.score(scan, scale));
      // The logarithm is in the z score already.
      case ZSCORE -> new Selection.Needs(true, List.of(), false, scan -> scores.score(scan, scale));
    };
  }

  private Row row(Sample sample, String method, Selection selection) {
    OutcomeCase one = sample.one();
    Stratum stratum = sample.stratum();
    String scale = sample.scale();
    GenotypeAdjustment adjustment = sample.adjustment();
    int n = selection.n();
    int sign = scores.severitySign(scale);
    String name = Selection.lower(adjustment);
    boolean logged = log(one) && adjustment != GenotypeAdjustment.NONE;
    Cells cells = new Cells(SCHEMA).copy(one.head(), OutcomeCases.KEY);
    selection.fill(cells);
    List<String> groups = List.of(stratum.disease(), stratum.subgroup());
    cells
        .put("disease", stratum.disease())
        .put("subgroup", stratum.subgroup())
        .put("scale", scale)
        .put("method", method)
        .put("adjustment", name)
        .put("covariates", covariates(adjustment, selection))
        .put("transform", logged ? "log" : "none")
        .put("n", n)
        .put("n_participants", n)
        .put("confidence_level", settings.confidenceLevel())
        .put("family", Families.id(one.head(), groups, List.of(method, name)))
        .put("excluded_score", selection.score)
        .put("flags", flags(one, stratum, adjustment, selection))
        .put("version", Version.current());
    if (n < settings.minimumN()) {
      String why = n == 1 ? "single case, not tested" : "n = " + n;
      return cells
          .put("status", why + " (must be >= " + settings.minimumN() + ")")
          .put("cases", selection.cases())
          .row();
    }
    CorrelationNumbers numbers = CorrelationNumbers.of(method, adjustment, selection);
    CorrelationBootstrap.fill(
        cells, method, adjustment, selection, settings.tests().bootstrap(), scale);
    return cells
        .put("r", numbers.r())
        .put("r_severity", sign == 0 ? null : (Double) (numbers.r() * sign))
        .put("ci_low", bound(numbers.r(), numbers.ciLow()))
        .put("ci_high", bound(numbers.r(), numbers.ciHigh()))
        .put("t", numbers.t())
        .put("df", numbers.df())
        .put("p", numbers.p())
        .put("strata", numbers.strata())
        .put("heterogeneity_p", numbers.heterogeneityP())
        .put(
            "smallest_detectable_r",
            Power.smallestDetectableCorrelation(n - numbers.covariates(), POWER, ALPHA))
        .put("status", numbers.status())
        .row();
  }

  private double bound(double r, double bound95) {
    return FisherInterval.bound(r, bound95, settings.confidenceLevel());
  }

  private static String covariates(GenotypeAdjustment adjustment, Selection selection) {
    return adjustment == GenotypeAdjustment.GENOTYPE ? String.join(" ", selection.held()) : "";
  }

  private List<String> flags(
      OutcomeCase one, Stratum stratum, GenotypeAdjustment adjustment, Selection selection) {
    List<String> flags = new ArrayList<>();
    boolean adjusted = adjustment != GenotypeAdjustment.NONE;
    if (!adjusted && rule.sensitive(one.tracer())) {
      flags.add("genotype_unadjusted");
    }
    boolean held = adjusted && rule.affected(one.tracer());
    if (held && Selection.counts(selection.genotypes()).size() == 1) {
      flags.add("single_genotype");
    }
    if (selection.n() == 1) {
      flags.add("single_case");
    }
    if (selection.n() < HEADLINE_N) {
      flags.add("small_n");
    }
    if (selection.estimatesDiffer()) {
      flags.add("estimates_differ");
    }
    if (differing.contains(one.referenceKey(stratum.disease()))) {
      flags.add("reference_differs");
    }
    if (settings.tests().harmonisation() != Harmonisation.NONE) {
      flags.add("harmonised");
    }
    return flags;
  }
}
