package org.tacflow.kinetics;

/**
 * Fits a curve again inside a box of rate constants, from a start inside it.
 *
 * <p>Such a box does not separate into exponentials; the fast fit hands over the curves whose
 * optimum lies outside.
 */
@FunctionalInterface
interface BoundedRefit {
  /**
   * Fits one curve.
   *
   * @param tac frame means, one per frame; not changed
   * @param start estimates of the fast fit, each clamped to its bounds; not kept
   * @param fit receives the result
   * @return how the fit ended, the same as {@code fit.status()}
   */
  Status refit(double[] tac, double[] start, Fit fit);
}
