package org.tacflow.stats;

import java.util.Arrays;
import java.util.Comparator;

/** Mid-ranks: tied values share the mean of the ranks they occupy. */
final class Ranks {
  private Ranks() {}

  /** Mid-ranks from 1 to n of finite values. */
  static double[] of(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    int start = 0;
    while (start < order.length) {
      int end = start + 1;
      while (end < order.length && values[order[end]] == values[order[start]]) {
        end++;
      }
      for (int i = start; i < end; i++) {
        ranks[order[i]] = (start + 1 + end) / 2.0;
      }
      start = end;
    }
    return ranks;
  }

  /** Sizes of the groups of equal values, in ascending order of the value. */
  static int[] tieSizes(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int[] sizes = new int[sorted.length];
    int groups = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i > 0 && sorted[i] == sorted[i - 1]) {
        sizes[groups - 1]++;
      } else {
        sizes[groups++] = 1;
      }
    }
    return Arrays.copyOf(sizes, groups);
  }

  /** Whether any two values are equal. */
  static boolean tied(double[] values) {
    return tieSizes(values).length < values.length;
  }
}
