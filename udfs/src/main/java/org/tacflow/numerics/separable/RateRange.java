package org.tacflow.numerics.separable;

import java.io.Serializable;

/**
 * The rates that exponentials may take.
 *
 * @param lower smallest rate, 1/time, above 0
 * @param upper largest rate, 1/time
 */
public record RateRange(double lower, double upper) implements Serializable {
  /** Checks the order. */
  public RateRange {
    if (!(lower > 0 && upper > 1.2 * lower) || Double.isInfinite(upper)) {
      throw new IllegalArgumentException(
          "Invalid rates: "
              + lower
              + " to "
              + upper
              + " (must be above 0, finite, and the upper more than 1.2 times the lower)");
    }
  }
}
