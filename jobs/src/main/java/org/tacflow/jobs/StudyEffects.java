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
import org.tacflow.config.CohortTests.Covariate;
import org.tacflow.config.CohortTests.GenotypeAdjustment;
import org.tacflow.jobs.OutcomeCase.Stratum;
import org.tacflow.stats.EffectSize;
import org.tacflow.stats.EffectSizes;

/**
 * The effects of the studies that a meta-analysis pools, each with its sampling variance.
 *
 * <p>Correlations: {@code z = atanh(r)}, {@code v = 1/(n - k - 3)} with k held columns, of VT on
 * the log scale. Differences: Hedges' g against the controls of the same study. Held are the
 * genotype, where the tracer feels it, and the covariates of the correlations.
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

    /** Without people and an effect yet. */
    Study(String name, String source, List<String> people, boolean held, boolean unadjusted) {
      this(name, source, people, Double.NaN, Double.NaN, held, unadjusted, null);
    }

    Study of(List<CaseScan> scans) {
      return new Study(
          name, source, scans.stream().map(CaseScan::participant).toList(), held, unadjusted);
    }

    Study with(double value, double itsVariance) {
      return new Study(name, source, people, value, itsVariance, held, unadjusted, null);
    }

    Study without(String why) {
      return new Study(name, source, people, effect, variance, held, unadjusted, why);
    }

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
        studies.add(study(one, name, one.tracer(), stratum, controls, scale));
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

  private static Stratum at(Stratum stratum, String site) {
    return new Stratum(
        stratum.disease(),
        stratum.subgroup(),
        stratum.scans().stream().filter(scan -> site.equals(scan.site())).toList());
  }

  /** Covariates that are held within a study: a site cannot be held within itself. */
  List<Covariate> covariates() {
    return settings.tests().covariates().stream()
        .filter(c -> c != Covariate.SITE || analysis.over() != Over.SITE)
        .toList();
  }

  private Study study(
      OutcomeCase one,
      String name,
      String source,
      Stratum stratum,
      Stratum controls,
      String scale) {
    boolean log = settings.logTransformVt() && FreeFractionOutcomes.isVolume(one.outcome());
    boolean held = analysis.genotype() == Genotype.COVARIATE && rule.affected(one.tracer());
    boolean unadjusted = !held && rule.sensitive(one.tracer());
    if (analysis.effect() == Effect.DIFFERENCE) {
      Selection.Needs needs = new Selection.Needs(held, covariates(), log, null);
      ContrastPeople people =
          new ContrastPeople(one, stratum, controls, needs, rule, settings.minimumN(), List.of());
      return difference(people, new Study(name, source, List.of(), held, unadjusted));
    }
    Selection people =
        Selection.of(
            stratum.scans(),
            one.tracer(),
            rule,
            new Selection.Needs(held, covariates(), log, scan -> scores.score(scan, scale)));
    return correlation(people, new Study(name, source, List.of(), held, unadjusted));
  }

  private Study correlation(Selection people, Study empty) {
    Study study = empty.of(people.kept);
    if (people.n() < settings.minimumN()) {
      return study.without("n = " + people.n() + " (must be >= " + settings.minimumN() + ")");
    }
    // Partial where anything is held, which may be nothing.
    CorrelationNumbers numbers =
        CorrelationNumbers.of("pearson", GenotypeAdjustment.GENOTYPE, people);
    int left = people.n() - numbers.covariates() - 3;
    if (!(Math.abs(numbers.r()) < 1 && left > 0)) {
      return study.without(left > 0 ? numbers.status() : "n - k - 3 = " + left + " (must be > 0)");
    }
    double z = 0.5 * Math.log((1 + numbers.r()) / (1 - numbers.r()));
    return study.with(z, 1.0 / left);
  }

  private Study difference(ContrastPeople people, Study empty) {
    List<CaseScan> everyone = new ArrayList<>(people.first.kept);
    everyone.addAll(people.second.kept);
    Study study = empty.of(everyone);
    int least = Math.min(people.first.n(), people.second.n());
    if (least < settings.minimumN()) {
      return study.without(
          "n = %d and %d (must be >= %d)"
              .formatted(people.first.n(), people.second.n(), settings.minimumN()));
    }
    EffectSize g = EffectSizes.hedgesG(people.adjusted(people.members()));
    return g.reason() == null ? study.with(g.value(), g.variance()) : study.without(g.reason());
  }
}
