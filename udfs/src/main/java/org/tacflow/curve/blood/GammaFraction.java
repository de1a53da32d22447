package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.IncompleteGamma;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Parent fraction by the distribution function of a gamma distribution.
 *
 * <pre>f(t) = 1 − a P(b, c t),   f = 1 for t ≤ 0</pre>
 *
 * <p>{@code P} is the regularized lower incomplete gamma function, {@code a} the fraction lost at
 * last, {@code b} the shape and {@code c} the rate, 1/min. Source: Naganawa et al. 2014, NeuroImage
 * 99:69-79.
 */
public final class GammaFraction implements TimeFormula {
  private static final List<FormulaParameter> PARAMETERS =
      List.of(
          new FormulaParameter("a", "1", 0, 1),
          new FormulaParameter("b", "1", 0.05, 20),
          new FormulaParameter("c", "1/min", 1e-4, 10));

  @Override
  public String name() {
    return "gamma";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    return minutes <= 0 ? 1 : 1 - p[0] * IncompleteGamma.lower(p[1], p[2] * minutes);
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    HalfTime half = HalfTime.of(samples);
    double lost = Math.max(0.1, 1 - half.last());
    return new double[][] {
      {lost, 2, 2 / half.minutes()}, {lost, 1, 0.7 / half.minutes()}, {1, 0.6, 0.3 / half.minutes()}
    };
  }
}
