package org.tacflow.kinetics;

import org.tacflow.numerics.separable.ExponentialFit;

/** Writes what one model reports from the exponentials of a curve; for one thread. */
interface ExponentialReport {
  /**
   * Writes estimates, standard errors and how the fit ended.
   *
   * @param e solution; its extra coefficient is 0 where the extra column was left out
   * @param sigma root of the residual variance
   * @param framesUsed frames with weight above 0
   * @return the same as {@code fit.status()}
   */
  Status write(ExponentialFit e, double sigma, int framesUsed, Fit fit);

  /** Ends with numbers, CONVERGED without bounds and AT_BOUND with them. */
  static Status succeed(ExponentialFit e, int framesUsed, long bounds, Fit fit) {
    Status status = bounds == 0 ? Status.CONVERGED : Status.AT_BOUND;
    return fit.succeed(status, e.residualSum(), framesUsed, bounds);
  }
}
