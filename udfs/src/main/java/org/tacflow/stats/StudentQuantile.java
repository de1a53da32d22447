package org.tacflow.stats;

/** Quantiles of Student's t, for intervals drawn around fitted lines. */
public final class StudentQuantile {
  private StudentQuantile() {}

  /**
   * The value with {@code P(|T| <= t) = level}.
   *
   * @param level of the interval, in (0, 1)
   * @param df degrees of freedom, above 0
   */
  public static double twoSided(double level, double df) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid level: " + level + " (must be between 0 and 1, both excluded)");
    }
    if (!(df > 0)) {
      throw new IllegalArgumentException("Invalid degrees of freedom: " + df + " (must be > 0)");
    }
    return Tails.quantileT(0.5 + level / 2, df);
  }
}
