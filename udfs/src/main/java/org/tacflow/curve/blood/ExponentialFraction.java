package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Parent fraction by two exponentials.
 *
 * <pre>f(t) = a e^(−b t) + (1 − a) e^(−c t),   f = 1 for t ≤ 0</pre>
 *
 * <p>{@code b} and {@code c} in 1/min; exchanging them with {@code a} and {@code 1 − a} gives the
 * same curve. Source: Tonietto et al. 2016, J Cereb Blood Flow Metab.
 */
public final class ExponentialFraction implements TimeFormula {
  private static final List<FormulaParameter> PARAMETERS =
      List.of(
          new FormulaParameter("a", "1", 0, 1),
          new FormulaParameter("b", "1/min", 0, 5),
          new FormulaParameter("c", "1/min", 0, 5));

  @Override
  public String name() {
    return "exponential";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    return minutes <= 0
        ? 1
        : p[0] * Math.exp(-p[1] * minutes) + (1 - p[0]) * Math.exp(-p[2] * minutes);
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    HalfTime half = HalfTime.of(samples);
    double rate = Math.log(2) / half.minutes();
    return new double[][] {
      {1 - half.last(), rate, 0.01 * rate}, {0.5, 3 * rate, 0.2 * rate}, {0.9, rate, 0}
    };
  }
}
