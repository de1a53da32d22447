package org.tacflow.stats;

/** The coefficient that is computed; the partial forms hold covariates constant. */
public enum CorrelationMethod {
  /** Product-moment correlation. */
  PEARSON,
  /** Pearson correlation of mid-ranks. */
  SPEARMAN,
  /** Kendall's tau-b. */
  KENDALL,
  /** Pearson correlation of residuals on the covariates. */
  PARTIAL_PEARSON,
  /** Partial Pearson correlation after ranking every numeric variable. */
  PARTIAL_SPEARMAN
}
