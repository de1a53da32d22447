package org.tacflow.curve.blood;

/** How the fit of a formula ended. */
public enum FormulaStatus {
  /** A minimum inside the bounds. */
  CONVERGED,
  /** A minimum with a parameter on a bound; the numbers are usable. */
  AT_BOUND,
  /** No start ended in a minimum. */
  NOT_CONVERGED,
  /** Not more samples than parameters. */
  TOO_FEW_SAMPLES,
  /** The fitted curve has values that blood cannot have. */
  IMPLAUSIBLE;

  /** Whether there are parameters. */
  public boolean hasNumbers() {
    return this == CONVERGED || this == AT_BOUND;
  }
}
