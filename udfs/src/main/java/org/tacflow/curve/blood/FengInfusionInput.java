package org.tacflow.curve.blood;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Parent plasma by Feng's model spread over an infusion of constant speed.
 *
 * <pre>C(t) = (F(t − t0) − F(t − t0 − T)) / T,   F(s) = ∫ Feng from 0 to s, 0 for s ≤ 0</pre>
 *
 * <p>{@code T} is the duration of the infusion, min, fitted; the other parameters are those of
 * {@link FengInput}. As {@code T} goes to 0 this becomes {@link FengInput}. Source: Feng, Huang and
 * Wang 1993, doi:10.1016/0020-7101(93)90049-C, convolved with a box.
 */
public final class FengInfusionInput implements TimeFormula {
  private static final List<FormulaParameter> PARAMETERS = parametersWithDuration();
  private static final int DURATION = 7;

  private static List<FormulaParameter> parametersWithDuration() {
    List<FormulaParameter> parameters = new ArrayList<>(FengInput.PARAMETERS);
    parameters.add(new FormulaParameter("T", "min", 0.01, 60));
    return List.copyOf(parameters);
  }

  @Override
  public String name() {
    return "feng-infusion";
  }

  @Override
  public List<FormulaParameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public double value(double minutes, double[] p) {
    double s = minutes - p[0];
    return (area(s, p) - area(s - p[DURATION], p)) / p[DURATION];
  }

  /** Area of Feng's curve from arrival on. */
  private static double area(double s, double[] p) {
    if (s <= 0) {
      return 0;
    }
    double fast = Math.exp(-p[4] * s);
    return p[1] * (1 - (1 + p[4] * s) * fast) / (p[4] * p[4])
        - (p[2] + p[3]) * (1 - fast) / p[4]
        + p[2] * fallen(p[5], s)
        + p[3] * fallen(p[6], s);
  }

  /** {@code (1 − e^(−λ s)) / λ}, s where λ is 0. */
  private static double fallen(double lambda, double s) {
    return lambda * s < 1e-12 ? s : -Math.expm1(-lambda * s) / lambda;
  }

  @Override
  public double[] kinks(double[] p) {
    return new double[] {p[0], p[0] + p[DURATION]};
  }

  @Override
  public double[][] starts(PiecewiseLinear samples) {
    RiseFallFeatures f = RiseFallFeatures.of(samples);
    return new double[][] {
      with(FengInput.start(f, 2), 0.5 * f.rise()),
      with(FengInput.start(f, 4), f.rise()),
      with(FengInput.start(f, 1), 0.1 * f.rise())
    };
  }

  private static double[] with(double[] bolus, double duration) {
    double[] start = java.util.Arrays.copyOf(bolus, DURATION + 1);
    start[DURATION] = duration;
    return start;
  }
}
