package org.tacflow.stats;

/**
 * Intervals of a correlation at another level than 95 %.
 *
 * <p>On Fisher's scale every interval is {@code z ± q se}; a bound at level {@code c} is {@code
 * tanh(z + (z₉₅ − z) q_c / q₀.₉₅)} with {@code q_c} the normal quantile of {@code (1 + c)/2}.
 * Source: Fisher 1921, Metron 1:3.
 */
public final class FisherInterval {
  private FisherInterval() {}

  /**
   * One bound at another level.
   *
   * @param r coefficient
   * @param bound95 its bound at 95 %; NaN and ±1 stay as they are
   * @param level in (0, 1)
   */
  public static double bound(double r, double bound95, double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("Invalid level: " + level + " (must be in (0, 1))");
    }
    if (Double.isNaN(bound95) || Math.abs(r) == 1 || level == 0.95) {
      return bound95;
    }
    double ratio = Tails.quantileNormal(0.5 * (1 + level)) / Tails.quantileNormal(0.975);
    double z = FisherZ.of(r);
    return Math.tanh(z + (FisherZ.of(bound95) - z) * ratio);
  }
}
