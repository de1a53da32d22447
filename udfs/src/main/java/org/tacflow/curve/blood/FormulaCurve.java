package org.tacflow.curve.blood;

import org.tacflow.numerics.LeastSquares;

/** A formula at sample times with derivatives by central differences, one-sided at a bound. */
final class FormulaCurve implements LeastSquares.Curve {
  // Cube root of the rounding unit: the error of a central difference is smallest there.
  private static final double RELATIVE_STEP = 6e-6;

  private final TimeFormula formula;
  private final double[] times;
  private final double[] lower;
  private final double[] upper;

  FormulaCurve(TimeFormula formula, double[] times, double[] lower, double[] upper) {
    this.formula = formula;
    this.times = times;
    this.lower = lower;
    this.upper = upper;
  }

  @Override
  public void evaluate(double[] parameters, double[] values, double[][] jacobian) {
    for (int i = 0; i < times.length; i++) {
      values[i] = formula.value(times[i], parameters);
    }
    double[] x = parameters.clone();
    for (int j = 0; j < x.length; j++) {
      double step = RELATIVE_STEP * Math.max(Math.abs(x[j]), 1e-3);
      double high = Math.min(upper[j], parameters[j] + step);
      double low = Math.max(lower[j], parameters[j] - step);
      for (int i = 0; i < times.length; i++) {
        x[j] = high;
        double above = formula.value(times[i], x);
        x[j] = low;
        jacobian[i][j] = (above - formula.value(times[i], x)) / (high - low);
      }
      x[j] = parameters[j];
    }
  }
}
