package org.tacflow.numerics.separable;

import java.io.Serializable;

/**
 * Bounds of the coefficient of the linear column; equal when it is fixed.
 *
 * @param lower smallest value, −∞ when there is none
 * @param upper largest value, +∞ when there is none
 */
public record ColumnBox(double lower, double upper) implements Serializable {
  /** Checks the order. */
  public ColumnBox {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "Invalid column box: " + lower + " to " + upper + " (must be in order)");
    }
  }

  /** No bounds. */
  public static ColumnBox free() {
    return new ColumnBox(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** At least zero. */
  public static ColumnBox nonNegative() {
    return new ColumnBox(0, Double.POSITIVE_INFINITY);
  }

  /** One value. */
  public static ColumnBox fixed(double value) {
    return new ColumnBox(value, value);
  }

  /** Whether one value is left. */
  public boolean isFixed() {
    return lower == upper;
  }
}
