package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Parent plasma by a linear rise and three falling exponentials.
 *
 * <pre>
 * C(t) = 0                                   t ≤ t0
 * C(t) = (A1 + A2 + A3) (t − t0) / rise      t0 &lt; t ≤ t0 + rise
 * C(t) = Σ Ai e^(−λi (t − t0 − rise))        t &gt; t0 + rise
 * </pre>
 *
 * <p>Times in min, {@code A} in kBq/mL, {@code λ} in 1/min. Source: Parsey et al. 2000, J Cereb
 * Blood Flow Metab.
 */
public final class TriexponentialInput implements TimeFormula {
  private static final List<FormulaParameter> PARAMETERS =
      List.of(
          new FormulaParameter("t0", "min", -1, 10),
          new FormulaParameter("rise", "min", 0.002, 10),
          new FormulaParameter("A1", "kBq/mL", 0, 1e6),
          new FormulaParameter("A2", "kBq/mL", 0, 1e6),
          new FormulaParameter("A3", "kBq/mL", 0, 1e6),
          new FormulaParameter("lambda1", "1/min", 0.2, 60),
          new FormulaParameter("lambda2", "1/min", 0.01, 5),
          new FormulaParameter("lambda3", "1/min", 0, 0.3));

  @Override
  public String name() {
    return "triexponential";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    double since = minutes - p[0];
    if (since <= 0) {
      return 0;
    }
    if (since <= p[1]) {
      return (p[2] + p[3] + p[4]) * since / p[1];
    }
    double after = since - p[1];
    return p[2] * Math.exp(-p[5] * after)
        + p[3] * Math.exp(-p[6] * after)
        + p[4] * Math.exp(-p[7] * after);
  }

  @Override
  public double[] kinks(double[] p) {
    return new double[] {p[0], p[0] + p[1]};
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    RiseFallFeatures f = RiseFallFeatures.of(samples);
    double rise = f.rise();
    double tail = Math.min(0.2 * f.peak(), 2 * f.last());
    double slow = f.slowRate();
    return new double[][] {
      {f.arrival(), rise, 0.8 * f.peak(), 0.2 * f.peak(), tail, 3, 0.2, slow},
      {f.arrival() + 0.3 * rise, 0.7 * rise, 0.8 * f.peak(), 0.1 * f.peak(), tail, 8, 0.4, slow},
      {f.arrival(), 1.2 * rise, f.peak(), 0.3 * f.peak(), tail, 1.5, 0.1, 0.3 * slow}
    };
  }
}
