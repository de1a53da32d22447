package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.tacflow.config.Analysis;
import org.tacflow.config.Analysis.Effect;
import org.tacflow.config.Analysis.Genotype;
import org.tacflow.config.Analysis.Over;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortTests.GenotypeAdjustment;
import org.tacflow.jobs.OutcomeCase.Stratum;
import org.tacflow.stats.EffectSize;
import org.tacflow.stats.EffectSizes;

/**
 * The effects of the studies that a meta-analysis pools, each with its sampling variance.
 *
 * <p>Correlations: {@code z = atanh(r)}, {@code v = 1/(n - k - 3)} with k held columns, of VT on
 * the log scale. Differences: Hedges' g against the controls of the same study.
 */
final class StudyEffects implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Analysis analysis;
  private final ScanScores scores;
  private final GenotypeRule rule;
  private final CohortConfig.Correlations settings;

  StudyEffects(
      Analysis analysis, ScanScores scores, GenotypeRule rule, CohortConfig.Correlations settings) {
    this.analysis = analysis;
    this.scores = scores;
    this.rule = rule;
    this.settings = settings;
  }

  /**
   * One study.
   *
   * @param name site, or tracer with model
   * @param source site or tracer: two studies of one source are not independent
   * @param people who is in it
   * @param held whether the genotype is held
   * @param unadjusted whether it should be
   * @param reason why there is no effect, null when there is
   */
  record Study(
      String name,
      String source,
      List<String> people,
      double effect,
      double variance,
      boolean held,
      boolean unadjusted,
      String reason) {

    String text() {
      return String.format(Locale.ROOT, "%s: %.4f (n %d)", name, effect, people.size());
    }
  }

  /** The studies of one case: each site of it, or the case itself. */
  List<Study> of(OutcomeCase one, Stratum asked, String scale) {
    Stratum stratum = one.stratum(asked.disease(), asked.subgroup());
    Stratum controls = one.stratum(settings.tests().controlGroup(), OutcomeCase.ALL);
    List<Study> studies = new ArrayList<>();
    if (analysis.over() == Over.TRACER) {
      if (!stratum.scans().isEmpty()) {
        String name = one.tracer() + " " + one.head().<String>getAs("model");
        studies.add(study(one, name, one.tracer(), stratum.scans(), controls.scans(), scale));
      }
      return studies;
    }
    TreeSet<String> sites = new TreeSet<>();
    stratum.scans().stream().filter(s -> s.site() != null).forEach(s -> sites.add(s.site()));
    for (String site : sites) {
      studies.add(study(one, site, site, at(stratum, site), at(controls, site), scale));
    }
    return studies;
  }

  private static List<CaseScan> at(Stratum stratum, String site) {
    return stratum.scans().stream().filter(scan -> site.equals(scan.site())).toList();
  }

  private Study study(
      OutcomeCase one,
      String name,
      String source,
      List<CaseScan> scans,
      List<CaseScan> controls,
      String scale) {
    boolean log = settings.logTransformVt() && one.outcome().equals("VT");
    if (analysis.effect() == Effect.DIFFERENCE) {
      return difference(one, name, source, scans, controls, log);
    }
    boolean held = analysis.genotype() == Genotype.COVARIATE && rule.affected(one.tracer());
    Selection people =
        Selection.of(
            scans,
            one.tracer(),
            rule,
            new Selection.Needs(held, List.of(), log, scan -> scores.score(scan, scale)));
    List<String> ids = people.kept.stream().map(CaseScan::participant).toList();
    boolean unadjusted = !held && rule.sensitive(one.tracer());
    double nan = Double.NaN;
    if (people.n() < settings.minimumN()) {
      String why = "n = " + people.n() + " (must be >= " + settings.minimumN() + ")";
      return new Study(name, source, ids, nan, nan, held, unadjusted, why);
    }
    CorrelationNumbers numbers =
        CorrelationNumbers.of(
            "pearson", held ? GenotypeAdjustment.GENOTYPE : GenotypeAdjustment.NONE, people);
    int left = people.n() - numbers.covariates() - 3;
    boolean defined = Math.abs(numbers.r()) < 1 && left > 0;
    if (!defined) {
      String why = left > 0 ? numbers.status() : "n - k - 3 = " + left + " (must be > 0)";
      return new Study(name, source, ids, nan, nan, held, unadjusted, why);
    }
    double z = 0.5 * Math.log((1 + numbers.r()) / (1 - numbers.r()));
    return new Study(name, source, ids, z, 1.0 / left, held, unadjusted, null);
  }

  private Study difference(
      OutcomeCase one,
      String name,
      String source,
      List<CaseScan> scans,
      List<CaseScan> controls,
      boolean log) {
    Selection.Needs needs = new Selection.Needs(false, List.of(), log, null);
    Selection group = Selection.of(scans, one.tracer(), rule, needs);
    Selection others = Selection.of(controls, one.tracer(), rule, needs);
    List<String> ids = new ArrayList<>();
    group.kept.forEach(scan -> ids.add(scan.participant()));
    others.kept.forEach(scan -> ids.add(scan.participant()));
    boolean unadjusted = rule.sensitive(one.tracer());
    double nan = Double.NaN;
    if (group.n() < settings.minimumN() || others.n() < settings.minimumN()) {
      String why =
          "n = " + group.n() + " and " + others.n() + " (must be >= " + settings.minimumN() + ")";
      return new Study(name, source, ids, nan, nan, false, unadjusted, why);
    }
    EffectSize g = EffectSizes.hedgesG(group.values(), others.values());
    return new Study(name, source, ids, g.value(), g.variance(), false, unadjusted, g.reason());
  }
}
