package org.tacflow.kinetics;

/** The fitter of a scan whose input holds no signal: every curve is {@link Status#NO_INPUT}. */
final class MissingInput implements TacFitter {
  @Override
  public Status fit(double[] tac, Fit fit) {
    return fit.fail(Status.NO_INPUT, 0);
  }
}
