package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Parent fraction by a sigmoid.
 *
 * <pre>f(t) = ((1 − t³ / (t³ + 10^a))^b + c) / (1 + c),   f = 1 for t ≤ 0</pre>
 *
 * <p>{@code 10^a} in min³. Source: Guo et al. 2013, J Nucl Med 54:1915-1923.
 */
public final class SigmoidFraction implements TimeFormula {
  private static final List<FormulaParameter> PARAMETERS =
      List.of(
          new FormulaParameter("a", "log10(min3)", -4, 12),
          new FormulaParameter("b", "1", 0, 20),
          new FormulaParameter("c", "1", 0, 20));

  @Override
  public String name() {
    return "sigmoid";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    if (minutes <= 0) {
      return 1;
    }
    double share = 1 / (1 + minutes * minutes * minutes / Math.pow(10, p[0]));
    return (Math.pow(share, p[1]) + p[2]) / (1 + p[2]);
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    HalfTime half = HalfTime.of(samples);
    double a = 3 * Math.log10(half.minutes());
    double rest = Math.min(0.9, half.last());
    double c = rest / (1 - rest);
    return new double[][] {{a, 1, c}, {a - 0.5, 0.4, 0.5 * c}, {a, 0.5, 0}};
  }
}
