package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Parent plasma by Feng's model of a bolus.
 *
 * <pre>
 * C(t) = (A1 s − A2 − A3) e^(−λ1 s) + A2 e^(−λ2 s) + A3 e^(−λ3 s),   s = t − t0 &gt; 0
 * C(t) = 0                                                           t ≤ t0
 * </pre>
 *
 * <p>Times in min, {@code A1} in kBq/mL/min, {@code A2} and {@code A3} in kBq/mL, {@code λ} in
 * 1/min. Source: Feng, Huang and Wang 1993, doi:10.1016/0020-7101(93)90049-C.
 */
public final class FengInput implements TimeFormula {
  static final List<FormulaParameter> PARAMETERS =
      List.of(
          new FormulaParameter("t0", "min", -1, 10),
          new FormulaParameter("A1", "kBq/mL/min", 0, 1e8),
          new FormulaParameter("A2", "kBq/mL", 0, 1e6),
          new FormulaParameter("A3", "kBq/mL", 0, 1e6),
          new FormulaParameter("lambda1", "1/min", 0.2, 100),
          new FormulaParameter("lambda2", "1/min", 0.01, 5),
          new FormulaParameter("lambda3", "1/min", 0, 0.3));

  @Override
  public String name() {
    return "feng";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    double s = minutes - p[0];
    if (s <= 0) {
      return 0;
    }
    return (p[1] * s - p[2] - p[3]) * Math.exp(-p[4] * s)
        + p[2] * Math.exp(-p[5] * s)
        + p[3] * Math.exp(-p[6] * s);
  }

  @Override
  public double[] kinks(double[] p) {
    return new double[] {p[0]};
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    RiseFallFeatures f = RiseFallFeatures.of(samples);
    return new double[][] {start(f, 1), start(f, 2), start(f, 0.6), start(f, 4), start(f, 0.3)};
  }

  /** The surge A1 s e^(−λ1 s) has its peak A1 / (e λ1) at 1 / λ1. */
  static double[] start(RiseFallFeatures f, double speed) {
    double fast = Math.min(60, speed / f.rise());
    double tail = Math.min(0.2 * f.peak(), 2 * f.last());
    return new double[] {
      f.arrival(), Math.E * fast * f.peak(), 0.15 * f.peak(), tail, fast, 0.2 * speed, f.slowRate()
    };
  }
}
