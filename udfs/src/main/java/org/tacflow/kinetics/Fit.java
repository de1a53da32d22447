package org.tacflow.kinetics;

import java.util.Arrays;

/**
 * The result of one fit, reused from curve to curve.
 *
 * <p>Without numbers every estimate, standard error and the residual sum are NaN.
 */
public final class Fit {
  private final double[] estimates;
  private final double[] standardErrors;
  private Status status;
  private double weightedRss;
  private int framesUsed;
  private long boundsHit;

  /** An empty result for a model with that many parameters. */
  public Fit(int parameters) {
    this.estimates = new double[parameters];
    this.standardErrors = new double[parameters];
    fail(Status.NO_SIGNAL, 0);
  }

  /** An empty result for the parameters of a model. */
  public static Fit of(KineticModel<?> model) {
    return new Fit(model.parameters().size());
  }

  /**
   * Ends with numbers; the caller has written {@link #estimates()} and {@link #standardErrors()}.
   *
   * @param status one that has numbers
   * @param weightedRss sum of weight times squared residual
   * @param framesUsed frames with weight above 0
   * @param boundsHit bit {@code i} set when parameter {@code i} lies on a bound
   */
  public Status succeed(Status status, double weightedRss, int framesUsed, long boundsHit) {
    this.status = status;
    this.weightedRss = weightedRss;
    this.framesUsed = framesUsed;
    this.boundsHit = boundsHit;
    return status;
  }

  /** Ends without numbers. */
  public Status fail(Status status, int framesUsed) {
    Arrays.fill(estimates, Double.NaN);
    Arrays.fill(standardErrors, Double.NaN);
    this.status = status;
    this.weightedRss = Double.NaN;
    this.framesUsed = framesUsed;
    this.boundsHit = 0;
    return status;
  }

  /** Estimates in the order of {@link KineticModel#parameters()}; written by the fitter. */
  public double[] estimates() {
    return estimates;
  }

  /** Standard errors in the units of the estimates, NaN where none is defined. */
  public double[] standardErrors() {
    return standardErrors;
  }

  /** How the fit ended. */
  public Status status() {
    return status;
  }

  /** Sum of weight times squared residual, in squared curve units. */
  public double weightedRss() {
    return weightedRss;
  }

  /** Frames with weight above 0. */
  public int framesUsed() {
    return framesUsed;
  }

  /** Bit {@code i} is set when parameter {@code i} lies on a bound. */
  public long boundsHit() {
    return boundsHit;
  }
}
