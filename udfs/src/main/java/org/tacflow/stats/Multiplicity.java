package org.tacflow.stats;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Adjustment of the p values of one family of tests.
 *
 * <p>With {@code p(1) <= ... <= p(m)}: Holm is the running maximum of {@code (m - i + 1) p(i)},
 * Benjamini-Hochberg the running minimum from the largest of {@code m p(i) / i}, and
 * Benjamini-Yekutieli the same times {@code 1 + 1/2 + ... + 1/m}; all capped at 1. Sources: {@link
 * Adjustment}.
 *
 * <ul>
 *   <li>NaN stays NaN and does not count towards m.
 *   <li>Adjusted values are in the order of the input and monotone in p.
 *   <li>A value outside 0 to 1 is refused.
 * </ul>
 */
public final class Multiplicity {
  private Multiplicity() {}

  /** Adjusted p values, in the order of {@code p}. */
  public static double[] adjust(Adjustment adjustment, double[] p) {
    int[] order = ascending(p);
    int m = order.length;
    double[] adjusted = new double[p.length];
    Arrays.fill(adjusted, Double.NaN);
    switch (adjustment) {
      case BONFERRONI -> {
        for (int index : order) {
          adjusted[index] = Math.min(1, m * p[index]);
        }
      }
      case HOLM -> {
        double running = 0;
        for (int i = 0; i < m; i++) {
          running = Math.max(running, (m - i) * p[order[i]]);
          adjusted[order[i]] = Math.min(1, running);
        }
      }
      case BENJAMINI_HOCHBERG -> stepUp(p, order, 1, adjusted);
      case BENJAMINI_YEKUTIELI -> stepUp(p, order, harmonic(m), adjusted);
    }
    return adjusted;
  }

  /** Number of tests in the family: p values that are not NaN. */
  public static int familySize(double[] p) {
    return ascending(p).length;
  }

  private static void stepUp(double[] p, int[] order, double factor, double[] adjusted) {
    int m = order.length;
    double running = 1;
    for (int i = m - 1; i >= 0; i--) {
      running = Math.min(running, factor * m / (i + 1) * p[order[i]]);
      adjusted[order[i]] = running;
    }
  }

  private static double harmonic(int m) {
    double sum = 0;
    for (int i = m; i >= 1; i--) {
      sum += 1.0 / i;
    }
    return sum;
  }

  /** Indices of the counted p values in ascending order of p. */
  private static int[] ascending(double[] p) {
    for (int i = 0; i < p.length; i++) {
      if (p[i] < 0 || p[i] > 1) {
        throw new IllegalArgumentException(
            "Invalid p value: " + p[i] + " at index " + i + " (must be 0 to 1 or NaN)");
      }
    }
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    return Arrays.stream(order)
        .filter(i -> !Double.isNaN(p[i]))
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
