package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.PiecewiseLinear;

/** Blood-to-plasma ratio on a straight line: {@code r(t) = a + b t}, unitless, t in min. */
public final class LinearRatio implements TimeFormula {
  private static final List<FormulaParameter> PARAMETERS =
      List.of(
          new FormulaParameter("a", "1", 0.01, 100), new FormulaParameter("b", "1/min", -10, 10));

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    return p[0] + p[1] * minutes;
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    return new double[][] {{1, 0}};
  }
}
