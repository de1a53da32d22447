package org.tacflow.kinetics;

/** A model bound to one scan: fits curves one after the other, by one thread. */
@FunctionalInterface
public interface TacFitter {
  /**
   * Fits one curve.
   *
   * <p>Never throws for what a curve holds: NaN, negative, constant, zero and short curves end in a
   * status. When the status carries no numbers, the estimates are NaN.
   *
   * @param tac frame means, one per frame, kBq/mL; not changed
   * @param fit receives estimates, standard errors, residual sum of squares and frames used
   * @return how the fit ended, the same as {@code fit.status()}
   */
  Status fit(double[] tac, Fit fit);
}
