package org.tacflow.stats;

import java.util.Arrays;

/** Checks at the door that numbers are finite and columns have equal length. */
final class Finite {
  private Finite() {}

  /** Refuses a NaN or infinite value, naming the row. */
  static double[] require(String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Invalid "
                + name
                + ": "
                + values[i]
                + " in row "
                + i
                + " (must be finite; remove incomplete cases first)");
      }
    }
    return values;
  }

  /** Refuses two columns of different length. */
  static void requireSameLength(String name, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "Invalid length of " + name + ": " + length + " (must be " + expected + ")");
    }
  }

  /**
   * Whether all values are equal up to rounding: {@code max - min <= 1e-13 max|v|}; true when
   * empty.
   */
  static boolean constant(double[] values) {
    if (values.length == 0) {
      return true;
    }
    double min = Arrays.stream(values).min().getAsDouble();
    double max = Arrays.stream(values).max().getAsDouble();
    return max - min <= 1e-13 * Math.max(Math.abs(min), Math.abs(max));
  }

  /** Mean in the given order; NaN when empty. */
  static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  /** Sum of squared deviations from the mean. */
  static double sumOfSquares(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double v : values) {
      sum += (v - mean) * (v - mean);
    }
    return sum;
  }

  /** Sample variance, divisor n - 1. */
  static double variance(double[] values) {
    return sumOfSquares(values) / (values.length - 1);
  }
}
