package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.PiecewiseLinear;

/** A formula of time after injection with a few parameters. */
public interface TimeFormula {
  /** Its name in tables and in the configuration: "hill". */
  String name();

  /** Parameters in the order of {@link #value}. */
  List<FormulaParameter> parameters();

  /**
   * Value at a time.
   *
   * @param minutes min after injection, any finite value
   * @param p one value per parameter, inside the bounds
   */
  double value(double minutes, double[] p);

  /** Starting points for a fit to samples, at least one; moved into the bounds by the fit. */
  double[][] starts(PiecewiseLinear samples);

  /** Times at which the formula has a kink or a jump of its slope, min; empty without. */
  default double[] kinks(double[] p) {
    return new double[0];
  }
}
