package org.tacflow.stats;

/** How a factor of L levels becomes L - 1 columns. */
public enum FactorCoding {
  /** Indicator of each level but the first: coefficients are differences from the first level. */
  TREATMENT,
  /**
   * Sum to zero: coefficients are differences from the mean of the levels; the last level is -1.
   */
  SUM
}
