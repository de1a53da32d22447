package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.tacflow.config.CohortTests.GenotypeAdjustment;
import org.tacflow.stats.Correlation;
import org.tacflow.stats.CorrelationMethod;
import org.tacflow.stats.Correlations;
import org.tacflow.stats.Covariates;
import org.tacflow.stats.PooledCorrelation;

/**
 * The numbers of one correlation, whatever its adjustment; NaN where there is none.
 *
 * @param covariates columns held constant
 * @param df degrees of freedom of t; null where t is a normal deviate
 * @param strata genotypes that were pooled; null without pooling
 * @param status ok, or why there is no number
 */
record CorrelationNumbers(
    double r,
    double ciLow,
    double ciHigh,
    double t,
    Double df,
    double p,
    int covariates,
    Integer strata,
    double heterogeneityP,
    String status) {

  /** The coefficient of the chosen people; the lists of {@code selection} are complete. */
  static CorrelationNumbers of(String method, GenotypeAdjustment adjustment, Selection selection) {
    return switch (adjustment) {
      case NONE, ZSCORE ->
          single(
              Correlations.of(
                  plain(method), selection.values(), selection.scoreValues(), Covariates.none()));
      case GENOTYPE ->
          single(
              Correlations.of(
                  partial(method),
                  selection.values(),
                  selection.scoreValues(),
                  selection.observations().covariates(selection.held().toArray(String[]::new))));
      case STRATIFIED -> pooled(method, selection);
    };
  }

  /** The coefficient of a method under an adjustment that is one correlation. */
  static CorrelationMethod method(String method, GenotypeAdjustment adjustment) {
    return adjustment == GenotypeAdjustment.GENOTYPE ? partial(method) : plain(method);
  }

  private static CorrelationMethod plain(String method) {
    return switch (method) {
      case "pearson" -> CorrelationMethod.PEARSON;
      case "spearman" -> CorrelationMethod.SPEARMAN;
      default -> CorrelationMethod.KENDALL;
    };
  }

  private static CorrelationMethod partial(String method) {
    return method.equals("pearson")
        ? CorrelationMethod.PARTIAL_PEARSON
        : CorrelationMethod.PARTIAL_SPEARMAN;
  }

  private static CorrelationNumbers single(Correlation c) {
    return new CorrelationNumbers(
        c.r(),
        c.ciLow(),
        c.ciHigh(),
        c.t(),
        c.defined() && c.method() != CorrelationMethod.KENDALL ? (Double) (double) c.df() : null,
        c.p(),
        c.covariates(),
        null,
        Double.NaN,
        c.defined() ? "ok" : c.reason());
  }

  private static CorrelationNumbers pooled(String method, Selection selection) {
    double[] x = selection.values();
    double[] y = selection.scoreValues();
    List<String> genotypes = selection.genotypes();
    List<Correlation> strata = new ArrayList<>();
    for (String genotype : new TreeSet<>(genotypes)) {
      int[] members = members(genotypes, genotype);
      strata.add(
          Correlations.of(plain(method), pick(x, members), pick(y, members), Covariates.none()));
    }
    PooledCorrelation pooled = PooledCorrelation.of(strata);
    return new CorrelationNumbers(
        pooled.r(),
        pooled.ciLow(),
        pooled.ciHigh(),
        pooled.z() / pooled.standardError(),
        null,
        pooled.p(),
        // Every further stratum costs the three of Fisher's n - 3.
        3 * Math.max(0, pooled.strata() - 1),
        pooled.strata(),
        pooled.qP(),
        pooled.reason() == null ? "ok" : pooled.reason());
  }

  private static int[] members(List<String> genotypes, String genotype) {
    return java.util.stream.IntStream.range(0, genotypes.size())
        .filter(i -> genotypes.get(i).equals(genotype))
        .toArray();
  }

  private static double[] pick(double[] values, int[] members) {
    return java.util.Arrays.stream(members).mapToDouble(i -> values[i]).toArray();
  }
}
