package org.tacflow.stats;

/**
 * Kendall's tau-b, the balance of concordant over discordant pairs with ties accounted for.
 *
 * <p>{@code tau = (C - D) / sqrt((n0 - tx)(n0 - ty))} with {@code n0 = n(n-1)/2} and {@code tx, ty}
 * the pairs tied in x and in y. Without ties and below n = 50 the p value is exact, from the
 * distribution of the number of inversions; else normal with the tie-corrected variance. Source:
 * Kendall 1945, doi:10.1093/biomet/33.3.239.
 */
final class KendallTau {
  /** Sample size from which the normal approximation replaces the exact distribution. */
  private static final int EXACT_BELOW = 50;

  private KendallTau() {}

  static Correlation of(double[] x, double[] y) {
    Correlations.check(x, y);
    int n = x.length;
    String obstacle = Correlations.obstacle(x, y, 0);
    if (obstacle != null) {
      return Correlation.undefined(CorrelationMethod.KENDALL, n, 0, obstacle);
    }
    long balance = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        balance += (long) (Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]));
      }
    }
    int[] tiesX = Ranks.tieSizes(x);
    int[] tiesY = Ranks.tieSizes(y);
    double pairs = n * (n - 1.0) / 2;
    double tau =
        balance / Math.sqrt((pairs - tieSum(tiesX, 2) / 2) * (pairs - tieSum(tiesY, 2) / 2));
    boolean exact = n < EXACT_BELOW && tiesX.length == n && tiesY.length == n;
    double z = exact ? Double.NaN : balance / Math.sqrt(variance(n, tiesX, tiesY));
    double p = exact ? exactP(n, balance) : Tails.twoSidedNormal(z);
    return new Correlation(
        CorrelationMethod.KENDALL,
        exact ? PValueMethod.EXACT : PValueMethod.NORMAL,
        n,
        0,
        0,
        tau,
        z,
        p,
        Double.NaN,
        Double.NaN,
        null);
  }

  /** Variance of {@code C - D} under independence, with ties. */
  private static double variance(double n, int[] tiesX, int[] tiesY) {
    double base = n * (n - 1) * (2 * n + 5) - spread(tiesX) - spread(tiesY);
    double second = tieSum(tiesX, 2) * tieSum(tiesY, 2) / (2 * n * (n - 1));
    double third = tieSum(tiesX, 3) * tieSum(tiesY, 3) / (9 * n * (n - 1) * (n - 2));
    return base / 18 + second + third;
  }

  private static double spread(int[] ties) {
    double sum = 0;
    for (int t : ties) {
      sum += t * (t - 1.0) * (2 * t + 5);
    }
    return sum;
  }

  /** Sum of the falling factorials {@code t(t-1)} for order 2, {@code t(t-1)(t-2)} for order 3. */
  private static double tieSum(int[] ties, int order) {
    double sum = 0;
    for (int t : ties) {
      double product = 1;
      for (int i = 0; i < order; i++) {
        product *= t - i;
      }
      sum += product;
    }
    return sum;
  }

  /** Two-sided p from the share of orders with at least as extreme a number of inversions. */
  private static double exactP(int n, long balance) {
    int pairs = n * (n - 1) / 2;
    double[] share = {1};
    for (int m = 2; m <= n; m++) {
      double[] next = new double[share.length + m - 1];
      for (int s = 0; s < share.length; s++) {
        for (int i = 0; i < m; i++) {
          next[s + i] += share[s] / m;
        }
      }
      share = next;
    }
    // The distribution is symmetric, so the smaller tail serves both sides.
    int extreme = (int) Math.min((pairs - balance) / 2, (pairs + balance) / 2);
    double tail = 0;
    for (int s = 0; s <= extreme; s++) {
      tail += share[s];
    }
    return Math.min(1, 2 * tail);
  }
}
