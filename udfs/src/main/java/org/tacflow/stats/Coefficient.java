package org.tacflow.stats;

/**
 * One coefficient of a fitted model with its Wald test and 95 % interval.
 *
 * @param name column name of the design
 * @param estimate in units of the response per unit of the column
 * @param standardError in the units of the estimate
 * @param statistic estimate / standard error
 * @param df degrees of freedom of the t test; infinite where the normal distribution is used
 * @param p two-sided p value
 * @param ciLow lower end of the interval
 * @param ciHigh upper end of the interval
 */
public record Coefficient(
    String name,
    double estimate,
    double standardError,
    double statistic,
    double df,
    double p,
    double ciLow,
    double ciHigh) {

  /** A coefficient tested against t with {@code df} degrees of freedom. */
  static Coefficient student(String name, double estimate, double standardError, double df) {
    double t = estimate / standardError;
    double half = Tails.quantileT(0.975, df) * standardError;
    return new Coefficient(
        name,
        estimate,
        standardError,
        t,
        df,
        Tails.twoSidedT(t, df),
        estimate - half,
        estimate + half);
  }

  /** A coefficient tested against the normal distribution. */
  static Coefficient normal(String name, double estimate, double standardError) {
    double z = estimate / standardError;
    double half = Tails.quantileNormal(0.975) * standardError;
    return new Coefficient(
        name,
        estimate,
        standardError,
        z,
        Double.POSITIVE_INFINITY,
        Tails.twoSidedNormal(z),
        estimate - half,
        estimate + half);
  }
}
