package org.tacflow.stats;

/**
 * The difference of two correlations in independent groups.
 *
 * @param difference first r minus second r
 * @param z normal deviate of the difference on Fisher's scale
 * @param p two-sided p value
 * @param ciLow lower end of the 95 % interval of the difference of r
 * @param ciHigh upper end
 * @param reason why there is no number, null when there is
 */
public record CorrelationDifference(
    double difference, double z, double p, double ciLow, double ciHigh, String reason) {

  /**
   * {@code z = (atanh r1 - atanh r2)/sqrt(1/(n1-k1-3) + 1/(n2-k2-3))}.
   *
   * <p>The interval combines those of the two correlations: {@code L = d - sqrt((r1-l1)² +
   * (u2-r2)²)} and its mirror. Groups without r or with {@code n - k <= 3} give a reason. Sources:
   * Fisher 1921, Metron 1:3; Zou 2007, doi:10.1037/1082-989X.12.4.399.
   */
  public static CorrelationDifference of(Correlation first, Correlation second) {
    double nan = Double.NaN;
    for (Correlation c : new Correlation[] {first, second}) {
      if (!c.defined() || Double.isNaN(c.ciLow()) || Math.abs(c.r()) == 1) {
        String why =
            c.defined() ? "r = " + c.r() + " with n = " + c.n() + " has no interval" : c.reason();
        return new CorrelationDifference(nan, nan, nan, nan, nan, why);
      }
    }
    double variance =
        1.0 / (first.n() - first.covariates() - 3) + 1.0 / (second.n() - second.covariates() - 3);
    double z = (FisherZ.of(first.r()) - FisherZ.of(second.r())) / Math.sqrt(variance);
    double d = first.r() - second.r();
    return new CorrelationDifference(
        d,
        z,
        Tails.twoSidedNormal(z),
        d - Math.hypot(first.r() - first.ciLow(), second.ciHigh() - second.r()),
        d + Math.hypot(first.ciHigh() - first.r(), second.r() - second.ciLow()),
        null);
  }

  /** The difference of published Pearson correlations, given as r and n. */
  public static CorrelationDifference of(double r1, int n1, double r2, int n2) {
    return of(published(r1, n1), published(r2, n2));
  }

  private static Correlation published(double r, int n) {
    if (!(Math.abs(r) <= 1)) {
      throw new IllegalArgumentException("Invalid correlation: " + r + " (must be -1 to 1)");
    }
    return Correlations.published(r, n);
  }
}
