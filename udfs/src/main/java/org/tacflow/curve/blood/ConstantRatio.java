package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.PiecewiseLinear;

/** Blood-to-plasma ratio that does not change: {@code r(t) = a}, unitless. */
public final class ConstantRatio implements TimeFormula {
  private static final List<FormulaParameter> PARAMETERS =
      List.of(new FormulaParameter("a", "1", 0.01, 100));

  @Override
  public String name() {
    return "constant";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    return p[0];
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    return new double[][] {{1}};
  }
}
