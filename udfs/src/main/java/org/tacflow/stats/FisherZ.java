package org.tacflow.stats;

/**
 * Fisher's transform of a correlation, {@code z = atanh(r)}, nearly normal with known variance.
 *
 * <p>Source: Fisher 1921, Metron 1:3.
 */
final class FisherZ {
  private FisherZ() {}

  /** {@code 0.5 ln((1+r)/(1-r))}, infinite at ±1. */
  static double of(double r) {
    return 0.5 * (Math.log1p(r) - Math.log1p(-r));
  }
}
