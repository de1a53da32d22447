package org.tacflow.stats;

/** A rule that adjusts p values for the number of tests in a family. */
public enum Adjustment {
  /** Family-wise error: {@code min(1, m p)}. */
  BONFERRONI,
  /** Family-wise error, step-down; Holm 1979, Scand J Stat 6:65. */
  HOLM,
  /** False discovery rate under independence; doi:10.1111/j.2517-6161.1995.tb02031.x. */
  BENJAMINI_HOCHBERG,
  /** False discovery rate under any dependence; doi:10.1214/aos/1013699998. */
  BENJAMINI_YEKUTIELI
}
