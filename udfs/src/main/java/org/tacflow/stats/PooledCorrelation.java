package org.tacflow.stats;

/**
 * One correlation from several independent strata, pooled on Fisher's scale.
 *
 * @param r pooled correlation
 * @param strata strata that counted
 * @param z pooled Fisher z
 * @param standardError of {@code z}
 * @param p two-sided, normal
 * @param ciLow lower end of the 95 % interval of r
 * @param ciHigh upper end
 * @param q heterogeneity {@code Σ w (z - z̄)²}, chi-square with strata - 1 degrees of freedom
 * @param qP upper tail of {@code q}, NaN for one stratum
 * @param reason why there is no number, null when there is
 */
public record PooledCorrelation(
    double r,
    int strata,
    double z,
    double standardError,
    double p,
    double ciLow,
    double ciHigh,
    double q,
    double qP,
    String reason) {

  /**
   * Fisher-z pooling with weights {@code n - k - 3}.
   *
   * <p>Strata without a coefficient, with {@code |r| = 1} or with {@code n - k <= 3} do not count;
   * when none is left there is a reason. Rank correlations are pooled alike, as an approximation.
   * Kendall's tau is refused. Source: Hedges and Olkin 1985, doi:10.1016/C2009-0-03396-0.
   */
  public static PooledCorrelation of(Iterable<Correlation> strata) {
    double weights = 0;
    double sum = 0;
    double squares = 0;
    int counted = 0;
    for (Correlation stratum : strata) {
      if (stratum.method() == CorrelationMethod.KENDALL) {
        throw new IllegalArgumentException(
            "Invalid method to pool: KENDALL (must be Pearson or Spearman)");
      }
      int weight = stratum.n() - stratum.covariates() - 3;
      if (stratum.defined() && Math.abs(stratum.r()) < 1 && weight > 0) {
        double z = FisherZ.of(stratum.r());
        weights += weight;
        sum += weight * z;
        squares += weight * z * z;
        counted++;
      }
    }
    double nan = Double.NaN;
    if (counted == 0) {
      return new PooledCorrelation(
          nan, 0, nan, nan, nan, nan, nan, nan, nan, "no stratum with n >= 4 and |r| < 1");
    }
    double z = sum / weights;
    double se = 1 / Math.sqrt(weights);
    double half = Tails.quantileNormal(0.975) * se;
    double q = Math.max(0, squares - weights * z * z);
    return new PooledCorrelation(
        Math.tanh(z),
        counted,
        z,
        se,
        Tails.twoSidedNormal(z / se),
        Math.tanh(z - half),
        Math.tanh(z + half),
        q,
        Tails.upperChiSquare(q, counted - 1),
        null);
  }
}
