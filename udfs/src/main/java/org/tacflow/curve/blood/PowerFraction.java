package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Parent fraction by the power model.
 *
 * <pre>f(t) = (1 + (a t)^b)^−c,   f = 1 for t ≤ 0</pre>
 *
 * <p>{@code a} in 1/min. Source: Watabe et al. 2000, J Cereb Blood Flow Metab, where {@code b} is
 * 2; with {@code b} fitted in Tonietto et al. 2016, J Cereb Blood Flow Metab.
 */
public final class PowerFraction implements TimeFormula {
  private static final List<FormulaParameter> PARAMETERS =
      List.of(
          new FormulaParameter("a", "1/min", 1e-4, 10),
          new FormulaParameter("b", "1", 0.2, 20),
          new FormulaParameter("c", "1", 0, 20));

  @Override
  public String name() {
    return "power";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    return minutes <= 0 ? 1 : Math.pow(1 + Math.pow(p[0] * minutes, p[1]), -p[2]);
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    double rate = 1 / HalfTime.of(samples).minutes();
    return new double[][] {{rate, 2, 0.5}, {3 * rate, 4, 0.25}, {rate, 1, 1}};
  }
}
