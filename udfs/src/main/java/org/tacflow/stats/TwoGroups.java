package org.tacflow.stats;

import java.util.Arrays;

/** Tests of two independent groups of finite values; one value per person. */
public final class TwoGroups {
  /** Group size below which, without ties, the rank-sum p value is exact. */
  private static final int EXACT_BELOW = 50;

  private TwoGroups() {}

  /**
   * Welch's t test: {@code t = (m1 - m2)/sqrt(s1²/n1 + s2²/n2)} with Satterthwaite's df.
   *
   * <p>{@code df = (v1 + v2)²/(v1²/(n1-1) + v2²/(n2-1))} with {@code v = s²/n}. Fewer than two
   * values in a group, or no variance in both, give a reason. Source: Welch 1947,
   * doi:10.1093/biomet/34.1-2.28.
   */
  public static TwoGroupTest welch(double[] first, double[] second) {
    double v1 = Finite.variance(first) / first.length;
    double v2 = Finite.variance(second) / second.length;
    double df =
        (v1 + v2) * (v1 + v2) / (v1 * v1 / (first.length - 1) + v2 * v2 / (second.length - 1));
    return student(TwoGroupTest.Kind.WELCH, first, second, Math.sqrt(v1 + v2), df);
  }

  /**
   * Student's t test with the pooled variance and {@code df = n1 + n2 - 2}.
   *
   * <p>Source: Student 1908, doi:10.1093/biomet/6.1.1.
   */
  public static TwoGroupTest pooled(double[] first, double[] second) {
    int df = first.length + second.length - 2;
    double variance = (Finite.sumOfSquares(first) + Finite.sumOfSquares(second)) / df;
    double se = Math.sqrt(variance * (1.0 / first.length + 1.0 / second.length));
    return student(TwoGroupTest.Kind.POOLED, first, second, se, df);
  }

  /** The rank-sum test, exact below 50 values per group without ties, else normal. */
  public static TwoGroupTest mannWhitney(double[] first, double[] second) {
    boolean small = first.length < EXACT_BELOW && second.length < EXACT_BELOW;
    boolean exact = small && !Ranks.tied(join(first, second));
    return exact ? mannWhitneyExact(first, second) : mannWhitneyNormal(first, second);
  }

  /**
   * The rank-sum test with the full distribution of W; ties give a reason.
   *
   * <p>{@code W = sum of ranks of the first - n1(n1+1)/2}; p is twice the smaller tail. Source:
   * Mann and Whitney 1947, doi:10.1214/aoms/1177730491.
   */
  public static TwoGroupTest mannWhitneyExact(double[] first, double[] second) {
    check(first, second);
    if (first.length == 0 || second.length == 0) {
      return empty(first, second);
    }
    if (Ranks.tied(join(first, second))) {
      return TwoGroupTest.undefined(
          TwoGroupTest.Kind.MANN_WHITNEY,
          first.length,
          second.length,
          "tied values have no exact rank-sum distribution");
    }
    double w = statistic(first, second);
    double[] share = distribution(first.length, second.length);
    int extreme = (int) Math.min(w, (double) first.length * second.length - w);
    double tail = 0;
    for (int i = 0; i <= extreme; i++) {
      tail += share[i];
    }
    return rankSum(first, second, w, Math.min(1, 2 * tail), PValueMethod.EXACT);
  }

  /**
   * The rank-sum test by the normal distribution with tie and continuity correction.
   *
   * <p>{@code sd² = n1 n2/12 (N + 1 - Σ(t³-t)/(N(N-1)))}, {@code z = (|W - n1 n2/2| - 1/2)/sd}. All
   * values equal give a reason. Source: Hollander, Wolfe and Chicken 2014,
   * doi:10.1002/9781119196037.
   */
  public static TwoGroupTest mannWhitneyNormal(double[] first, double[] second) {
    check(first, second);
    if (first.length == 0 || second.length == 0) {
      return empty(first, second);
    }
    double[] all = join(first, second);
    double pairs = (double) first.length * second.length;
    double n = all.length;
    double ties = 0;
    for (int t : Ranks.tieSizes(all)) {
      ties += (double) t * t * t - t;
    }
    double variance = pairs / 12 * (n + 1 - ties / (n * (n - 1)));
    if (!(variance > 0)) {
      return TwoGroupTest.undefined(
          TwoGroupTest.Kind.MANN_WHITNEY, first.length, second.length, "all values are equal");
    }
    double w = statistic(first, second);
    double z = Math.max(0, Math.abs(w - pairs / 2) - 0.5) / Math.sqrt(variance);
    return rankSum(first, second, w, Tails.twoSidedNormal(z), PValueMethod.NORMAL);
  }

  private static TwoGroupTest student(
      TwoGroupTest.Kind kind, double[] first, double[] second, double se, double df) {
    check(first, second);
    if (first.length < 2 || second.length < 2) {
      return TwoGroupTest.undefined(
          kind,
          first.length,
          second.length,
          "n = " + first.length + " and " + second.length + " (must be >= 2 each)");
    }
    if (Finite.constant(first) && Finite.constant(second)) {
      return TwoGroupTest.undefined(kind, first.length, second.length, "both groups are constant");
    }
    double difference = Finite.mean(first) - Finite.mean(second);
    double t = difference / se;
    double half = Tails.quantileT(0.975, df) * se;
    return new TwoGroupTest(
        kind,
        first.length,
        second.length,
        t,
        df,
        Tails.twoSidedT(t, df),
        PValueMethod.T,
        difference,
        difference - half,
        difference + half,
        null);
  }

  private static TwoGroupTest rankSum(
      double[] first, double[] second, double w, double p, PValueMethod method) {
    double[] shifts = new double[first.length * second.length];
    for (int i = 0; i < shifts.length; i++) {
      shifts[i] = first[i / second.length] - second[i % second.length];
    }
    Arrays.sort(shifts);
    int middle = shifts.length / 2;
    double shift =
        shifts.length % 2 == 1 ? shifts[middle] : (shifts[middle - 1] + shifts[middle]) / 2;
    return new TwoGroupTest(
        TwoGroupTest.Kind.MANN_WHITNEY,
        first.length,
        second.length,
        w,
        Double.NaN,
        p,
        method,
        shift,
        Double.NaN,
        Double.NaN,
        null);
  }

  /** Share of the arrangements of n1 and n2 ranks with W = 0, 1, ..., n1 n2. */
  private static double[] distribution(int n1, int n2) {
    // W counts pairs; adding value by value, row i holds the shares with i values of the first.
    double[][] share = new double[n1 + 1][n1 * n2 + 1];
    share[0][0] = 1;
    for (int placed = 1; placed <= n1 + n2; placed++) {
      for (int i = Math.min(n1, placed); i >= Math.max(0, placed - n2); i--) {
        int others = placed - i;
        double[] next = new double[n1 * n2 + 1];
        for (int w = 0; w <= i * others; w++) {
          // The largest of the placed values belongs to the first group (beating all others) or
          // not.
          double belongs = i > 0 && w >= others ? share[i - 1][w - others] * i / placed : 0;
          double not = others > 0 ? share[i][w] * others / placed : 0;
          next[w] = belongs + not;
        }
        share[i] = next;
      }
    }
    return share[n1];
  }

  private static double statistic(double[] first, double[] second) {
    double[] ranks = Ranks.of(join(first, second));
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += ranks[i];
    }
    return sum - first.length * (first.length + 1.0) / 2;
  }

  private static TwoGroupTest empty(double[] first, double[] second) {
    return TwoGroupTest.undefined(
        TwoGroupTest.Kind.MANN_WHITNEY, first.length, second.length, "a group is empty");
  }

  private static void check(double[] first, double[] second) {
    Finite.require("first group", first);
    Finite.require("second group", second);
  }

  private static double[] join(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
