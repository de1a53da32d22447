package org.tacflow.kinetics;

import java.io.Serializable;

/** Bounds of estimates, one lower and one upper per parameter; infinite where there is none. */
public final class RateBox implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] lower;
  private final double[] upper;

  private RateBox(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
  }

  /** Bounds in the order of the estimates. */
  public static RateBox of(double[] lower, double[] upper) {
    if (lower.length != upper.length) {
      throw new IllegalArgumentException(
          "Invalid box: "
              + lower.length
              + " lower and "
              + upper.length
              + " upper bounds (must be as many)");
    }
    for (int p = 0; p < lower.length; p++) {
      if (!(lower[p] <= upper[p])) {
        throw new IllegalArgumentException(
            "Invalid box: " + lower[p] + " to " + upper[p] + " (must be in order)");
      }
    }
    return new RateBox(lower.clone(), upper.clone());
  }

  /** Whether all estimates lie inside. */
  boolean holds(double[] estimates) {
    for (int p = 0; p < lower.length; p++) {
      if (estimates[p] < lower[p] || estimates[p] > upper[p]) {
        return false;
      }
    }
    return true;
  }

  /** A copy with every estimate moved to its nearest bound. */
  double[] clamp(double[] estimates) {
    double[] inside = estimates.clone();
    for (int p = 0; p < lower.length; p++) {
      inside[p] = Math.min(upper[p], Math.max(lower[p], inside[p]));
    }
    return inside;
  }
}
