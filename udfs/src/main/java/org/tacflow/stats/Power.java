package org.tacflow.stats;

/**
 * Sample size, power and smallest detectable effect of two-sided tests.
 *
 * <p>Correlation on Fisher's scale: {@code sqrt(n - 3) atanh(r) = z_(1-α/2) + z_power}, the far
 * tail neglected. Two groups by the noncentral t distribution. Source: Cohen 1988,
 * doi:10.4324/9780203771587.
 */
public final class Power {
  private Power() {}

  /** Fewest people for which a correlation of size |r| is found with the given power. */
  public static int sampleSizeForCorrelation(double r, double power, double alpha) {
    check(power, alpha);
    if (!(Math.abs(r) > 0 && Math.abs(r) < 1)) {
      throw new IllegalArgumentException("Invalid correlation: " + r + " (must be in 0 to 1)");
    }
    double ratio = reach(power, alpha) / FisherZ.of(Math.abs(r));
    // Rounding of an exactly whole n must not add a person.
    return (int) Math.ceil(ratio * ratio + 3 - 1e-9);
  }

  /** Smallest |r| that n people show with the given power; NaN for n below 4. */
  public static double smallestDetectableCorrelation(int n, double power, double alpha) {
    check(power, alpha);
    return n < 4 ? Double.NaN : Math.tanh(reach(power, alpha) / Math.sqrt(n - 3));
  }

  /** Probability that n people show a true correlation of r; NaN for n below 4. */
  public static double ofCorrelation(double r, int n, double alpha) {
    check(0.5, alpha);
    return n < 4
        ? Double.NaN
        : Tails.normalBelow(
            FisherZ.of(Math.abs(r)) * Math.sqrt(n - 3) - Tails.quantileNormal(1 - alpha / 2));
  }

  /**
   * Probability that the pooled t test of n1 and n2 people shows a difference of d standard
   * deviations: {@code P(|T(df, δ)| > t_crit)}, {@code δ = d sqrt(n1 n2/(n1 + n2))}.
   */
  public static double ofTwoGroups(double d, int n1, int n2, double alpha) {
    check(0.5, alpha);
    if (n1 < 2 || n2 < 2) {
      return Double.NaN;
    }
    int df = n1 + n2 - 2;
    double critical = Tails.quantileT(1 - alpha / 2, df);
    double delta = d * Math.sqrt((double) n1 * n2 / (n1 + n2));
    return 1 - NoncentralT.below(critical, df, delta) + NoncentralT.below(-critical, df, delta);
  }

  /** Smallest difference in standard deviations that n1 and n2 people show with the power. */
  public static double smallestDetectableDifference(int n1, int n2, double power, double alpha) {
    check(power, alpha);
    if (n1 < 2 || n2 < 2) {
      return Double.NaN;
    }
    double most = 30 / Math.sqrt((double) n1 * n2 / (n1 + n2));
    return NoncentralT.solve(d -> ofTwoGroups(d, n1, n2, alpha) - power, 0, most);
  }

  private static double reach(double power, double alpha) {
    return Tails.quantileNormal(1 - alpha / 2) + Tails.quantileNormal(power);
  }

  private static void check(double power, double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("Invalid alpha: " + alpha + " (must be in 0 to 1)");
    }
    if (!(power > alpha && power < 1)) {
      throw new IllegalArgumentException(
          "Invalid power: " + power + " (must be above alpha and below 1)");
    }
  }
}
