package org.tacflow.stats;

/** The test of Kolmogorov and Smirnov, by its asymptotic series. */
final class KolmogorovSmirnov {
  private KolmogorovSmirnov() {}

  /** P that values in ascending order are of the uniform distribution from 0 to 1. */
  static double uniformity(double[] sorted) {
    int n = sorted.length;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      // Steps of a permutation p: the distance counts where a step is complete.
      if (i == n - 1 || sorted[i + 1] > sorted[i]) {
        distance = Math.max(distance, Math.abs((i + 1.0) / n - sorted[i]));
      }
    }
    double scaled = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance;
    double p = 0;
    for (int k = 1; k < 101; k++) {
      p += 2 * Math.pow(-1, k - 1) * Math.exp(-2 * k * k * scaled * scaled);
    }
    return Math.min(1, Math.max(0, p));
  }
}
