package org.tacflow.stats;

/** What the site effects of the regions are assumed to be drawn from. */
public enum CombatPrior {
  /** Normal shifts and inverse-gamma variances. */
  PARAMETRIC,
  /** The estimated effects of the other regions themselves. */
  NON_PARAMETRIC
}
