package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Parent fraction by the Hill equation.
 *
 * <pre>f(t) = 1 − (1 − a) t^b / (t50^b + t^b),   f = 1 for t ≤ 0</pre>
 *
 * <p>{@code a} is the fraction reached at last, {@code b} the steepness, {@code t50} the time of
 * half the way, min. Source: Tonietto et al. 2016, J Cereb Blood Flow Metab (with {@code 10^c =
 * t50^b}).
 */
public final class HillFraction implements TimeFormula {
  private static final List<FormulaParameter> PARAMETERS =
      List.of(
          new FormulaParameter("a", "1", 0, 1),
          new FormulaParameter("b", "1", 0.1, 20),
          new FormulaParameter("t50", "min", 0.1, 2000));

  @Override
  public String name() {
    return "hill";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    return minutes <= 0 ? 1 : 1 - (1 - p[0]) / (1 + Math.pow(p[2] / minutes, p[1]));
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    HalfTime half = HalfTime.of(samples);
    return new double[][] {
      {0.8 * half.last(), 2, half.minutes()},
      {0.5 * half.last(), 1, 2 * half.minutes()},
      {half.last(), 4, half.minutes()}
    };
  }
}
