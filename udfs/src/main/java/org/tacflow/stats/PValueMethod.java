package org.tacflow.stats;

/** How a p value was computed. */
public enum PValueMethod {
  /** Student's t distribution. */
  T,
  /** Standard normal approximation, with tie correction where ties matter. */
  NORMAL,
  /** The full null distribution, enumerated. */
  EXACT,
  /** A random sample of permutations. */
  PERMUTATION
}
