package org.tacflow.stats;

/**
 * A test of two independent groups, or the reason why there is none.
 *
 * @param test which one
 * @param n1 values of the first group
 * @param n2 values of the second group
 * @param statistic t, or W of the first group for the rank sum
 * @param df degrees of freedom of t, NaN for the rank sum
 * @param p two-sided p value
 * @param pMethod how {@code p} was computed
 * @param difference mean of the first minus mean of the second; the Hodges-Lehmann shift for ranks
 * @param ciLow lower end of the 95 % interval of the difference of means, NaN for ranks
 * @param ciHigh upper end
 * @param reason why there is no test, null when there is
 */
public record TwoGroupTest(
    Kind test,
    int n1,
    int n2,
    double statistic,
    double df,
    double p,
    PValueMethod pMethod,
    double difference,
    double ciLow,
    double ciHigh,
    String reason) {

  /** Which test. */
  public enum Kind {
    /** t with separate variances. */
    WELCH,
    /** t with one pooled variance. */
    POOLED,
    /** Wilcoxon rank sum. */
    MANN_WHITNEY
  }

  static TwoGroupTest undefined(Kind test, int n1, int n2, String reason) {
    double nan = Double.NaN;
    return new TwoGroupTest(test, n1, n2, nan, nan, nan, null, nan, nan, nan, reason);
  }
}
