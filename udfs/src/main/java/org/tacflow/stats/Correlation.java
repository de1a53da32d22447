package org.tacflow.stats;

/**
 * A correlation with its test and interval, or the reason why there is none.
 *
 * <p>Numbers that are not defined are NaN and belong into a table as NULL.
 *
 * @param method coefficient
 * @param pMethod how {@code p} was computed, null without one
 * @param n complete pairs
 * @param covariates number of covariate columns held constant
 * @param df degrees of freedom of {@code t}, {@code n - 2 - covariates}; 0 where none apply
 * @param r coefficient, -1 to 1
 * @param t test statistic; the normal deviate for Kendall, NaN where its p is exact
 * @param p two-sided p value
 * @param ciLow lower end of the 95 % interval; NaN when {@code n - covariates < 4} and for Kendall
 * @param ciHigh upper end of the 95 % interval
 * @param reason why the correlation is not defined, null when it is
 */
public record Correlation(
    CorrelationMethod method,
    PValueMethod pMethod,
    int n,
    int covariates,
    int df,
    double r,
    double t,
    double p,
    double ciLow,
    double ciHigh,
    String reason) {

  /** Whether there is a number. */
  public boolean defined() {
    return reason == null;
  }

  static Correlation undefined(CorrelationMethod method, int n, int covariates, String reason) {
    double nan = Double.NaN;
    int df = Math.max(0, n - 2 - covariates);
    return new Correlation(method, null, n, covariates, df, nan, nan, nan, nan, nan, reason);
  }
}
