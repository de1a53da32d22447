package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.IncompleteGamma;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Parent fraction by the distribution function of an inverse gamma distribution.
 *
 * <pre>f(t) = 1 − a Q(b, c / t),   f = 1 for t ≤ 0</pre>
 *
 * <p>{@code Q = 1 − P} is the regularized upper incomplete gamma function, {@code a} the fraction
 * lost at last, {@code b} the shape and {@code c} the scale, min. Source: Finnema et al. 2018,
 * doi:10.1177/0271678X17724947.
 */
public final class InverseGammaFraction implements TimeFormula {
  private static final List<FormulaParameter> PARAMETERS =
      List.of(
          new FormulaParameter("a", "1", 0, 1),
          new FormulaParameter("b", "1", 0.01, 20),
          new FormulaParameter("c", "min", 1e-3, 1000));

  @Override
  public String name() {
    return "inverse-gamma";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    return minutes <= 0 ? 1 : 1 - p[0] * IncompleteGamma.upper(p[1], p[2] / minutes);
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    HalfTime half = HalfTime.of(samples);
    double lost = Math.max(0.1, 1 - half.last());
    return new double[][] {
      {lost, 1, 0.7 * half.minutes()},
      {Math.min(1, 1.2 * lost), 0.5, 0.3 * half.minutes()},
      {lost, 3, 3 * half.minutes()}
    };
  }
}
