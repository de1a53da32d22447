package org.tacflow.numerics.separable;

/** Which signs the amplitudes of exponentials may have. */
public enum Signs {
  /** At least zero, as for rate constants that cannot be negative. */
  NON_NEGATIVE,
  /** Any sign, as for reference tissue models. */
  FREE
}
