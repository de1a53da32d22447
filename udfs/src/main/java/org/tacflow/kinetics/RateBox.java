package org.tacflow.kinetics;

/** Bounds of estimates, one lower and one upper per parameter; infinite where there is none. */
final class RateBox {
  private final double[] lower;
  private final double[] upper;
  private final long walls;

  private RateBox(double[] lower, double[] upper, long walls) {
    this.lower = lower;
    this.upper = upper;
    this.walls = walls;
  }

  /**
   * Bounds in the order of the estimates.
   *
   * @param walls parameters whose {@link Fit#boundsHit()} means that the search ended where the
   *     model does not, so that a better solution may lie outside the search and inside the box
   */
  static RateBox of(double[] lower, double[] upper, long walls) {
    return new RateBox(lower.clone(), upper.clone(), walls);
  }

  /** Whether a result lies inside and no end of the search held it back. */
  boolean holds(Fit fit) {
    double[] estimates = fit.estimates();
    for (int p = 0; p < lower.length; p++) {
      if (!(estimates[p] >= lower[p] && estimates[p] <= upper[p])) {
        return false;
      }
    }
    return (fit.boundsHit() & walls) == 0;
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
