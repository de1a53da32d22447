package org.tacflow.stats;

/** The scale on which an outcome enters a model. */
public enum OutcomeScale {
  /** As measured; differences are in its own units. */
  LINEAR,
  /** Natural logarithm; differences are ratios. For volumes of distribution. */
  LOG
}
