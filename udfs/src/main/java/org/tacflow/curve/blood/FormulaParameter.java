package org.tacflow.curve.blood;

import java.io.Serializable;

/**
 * A parameter of a formula of blood with the range in which it is fitted.
 *
 * @param name as in the formula
 * @param unit unit, 1 for none
 * @param lower lower bound, finite
 * @param upper upper bound, finite
 */
public record FormulaParameter(String name, String unit, double lower, double upper)
    implements Serializable {
  /** Checks the order of the bounds. */
  public FormulaParameter {
    if (!(lower < upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
      throw new IllegalArgumentException(
          "Invalid bounds of " + name + ": " + lower + " to " + upper + " (must be in order)");
    }
  }
}
