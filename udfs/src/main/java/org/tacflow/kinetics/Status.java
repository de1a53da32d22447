package org.tacflow.kinetics;

/** How the fit of one curve ended. */
public enum Status {
  /** A minimum inside the bounds. */
  CONVERGED(true),
  /** A minimum with a parameter on one of its bounds, named in {@link Fit#boundsHit()}. */
  AT_BOUND(true),
  /** The curve holds NaN or an infinity in a frame with weight. */
  INVALID_CURVE(false),
  /** The scan lacks what drives the model: blood, reference region or dose. */
  NO_INPUT(false),
  /** The curve is zero, negative or constant where the model needs a signal. */
  NO_SIGNAL(false),
  /** Fewer frames with weight than the model needs. */
  TOO_FEW_FRAMES(false),
  /** The equations have no unique solution. */
  SINGULAR(false),
  /** The optimiser stopped before a minimum. */
  NOT_CONVERGED(false),
  /** The solution has no meaning for the model: a negative slope, a division by zero. */
  IMPLAUSIBLE(false);

  private final boolean numbers;

  Status(boolean numbers) {
    this.numbers = numbers;
  }

  /** Whether estimates stand beside this status. */
  public boolean hasNumbers() {
    return numbers;
  }
}
