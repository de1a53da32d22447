package org.tacflow.stats;

import java.util.HashMap;
import java.util.Map;

/** This program's answer to every row of {@code stats_golden.csv}, by test id and quantity. */
final class GoldenNumbers {
  private static final double[] FAMILY = {
    .001, .008, .039, .041, .042, .06, .074, .205, Double.NaN, .5
  };

  private final Map<String, Double> numbers = new HashMap<>();

  private GoldenNumbers() {}

  static Map<String, Double> all() {
    GoldenNumbers golden = new GoldenNumbers();
    golden.correlations();
    golden.partialCorrelations();
    golden.multiplicity();
    golden.counts();
    return golden.numbers;
  }

  private void put(String name, double value) {
    if (numbers.put(name, value) != null) {
      throw new IllegalStateException("Cannot compute " + name + ": already there");
    }
  }

  /** Patients with genotype HAB or MAB and both values. */
  private static Observations patients() {
    Observations patients = GoldenCohort.where(GoldenCohort.all(), "group", "AD");
    return GoldenCohort.where(patients, "genotype", "HAB", "MAB")
        .completeCases("log_parietal", "mmse")
        .rows();
  }

  private void correlations() {
    Observations ad = patients();
    put("S01 n: AD, genotype HAB or MAB, complete vt_parietal and mmse", ad.size());
    double[] vt = ad.numeric("vt_parietal");
    double[] mmse = ad.numeric("mmse");
    Correlation pearson = Correlations.pearson(vt, mmse);
    put("S02 pearson r", pearson.r());
    put("S02 pearson t", pearson.t());
    put("S02 pearson p two-sided", pearson.p());
    put("S02 pearson CI low 95 (Fisher z)", pearson.ciLow());
    put("S02 pearson CI high 95", pearson.ciHigh());
    Correlation spearman = Correlations.spearman(vt, mmse);
    put("S03 spearman rho (mid-ranks)", spearman.r());
    put("S03 spearman p (t approximation, df n-2)", spearman.p());
    Correlation kendall = Correlations.kendall(vt, mmse);
    put("S04 kendall tau-b", kendall.r());
    put("S04 kendall p (normal approximation with ties)", kendall.p());
  }

  private void partialCorrelations() {
    Observations ad = patients();
    double[] log = ad.numeric("log_parietal");
    double[] mmse = ad.numeric("mmse");
    partial(
        "S05 partial pearson log VT vs mmse | genotype",
        Correlations.partialPearson(log, mmse, ad.covariates("genotype")));
    Covariates both = ad.covariates("genotype", "age");
    partial(
        "S06 partial pearson log VT vs mmse | genotype, age",
        Correlations.partialPearson(log, mmse, both));
    partial(
        "S07 partial spearman log VT vs mmse | genotype, age (ranks of all variables)",
        Correlations.partialSpearman(log, mmse, both));
  }

  private void partial(String name, Correlation partial) {
    put(name + " r", partial.r());
    put(name + " df", partial.df());
    put(name + " p", partial.p());
    put(name + " CI low", partial.ciLow());
    put(name + " CI high", partial.ciHigh());
  }

  private void multiplicity() {
    Map<String, Adjustment> adjustments =
        Map.of(
            "BH", Adjustment.BENJAMINI_HOCHBERG,
            "BY", Adjustment.BENJAMINI_YEKUTIELI,
            "holm", Adjustment.HOLM,
            "bonferroni", Adjustment.BONFERRONI);
    for (Map.Entry<String, Adjustment> entry : adjustments.entrySet()) {
      double[] adjusted = Multiplicity.adjust(entry.getValue(), FAMILY);
      for (int index : new int[] {1, 3, 7, 8, 10}) {
        put(
            "S14 "
                + entry.getKey()
                + " adjusted p index "
                + index
                + " (p = .001,.008,.039,.041,.042,.06,.074,.205,NA,.5)",
            adjusted[index - 1]);
      }
    }
  }

  private void counts() {
    Observations cohort = GoldenCohort.all();
    put(
        "S21 LAB subjects excluded (count with genotype LAB)",
        GoldenCohort.where(cohort, "genotype", "LAB").size());
    put("S21 subjects with unknown genotype", cohort.completeCases("genotype").excluded().size());
  }
}
