package org.tacflow.curve.blood;

import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Times at which a smooth formula is well followed by straight lines.
 *
 * <p>Steps are 0.01 min after the beginning and grow with 1 % of the time since then; kinks are
 * knots.
 */
final class DenseTimes {
  private static final double SMALLEST_MINUTES = 0.01;
  private static final double GROWTH = 0.01;

  private DenseTimes() {}

  /** A function at such times from {@code from} to {@code to}, min. */
  static PiecewiseLinear sample(
      DoubleUnaryOperator function, double from, double to, double... kinks) {
    TreeSet<Double> times = new TreeSet<>();
    for (double t = from; t < to; t += Math.max(SMALLEST_MINUTES, GROWTH * (t - from))) {
      times.add(t);
    }
    times.add(Math.max(from, to));
    for (double kink : kinks) {
      if (kink > from && kink < to) {
        times.add(kink);
      }
    }
    double[] t = times.stream().mapToDouble(Double::doubleValue).toArray();
    double[] values = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      values[i] = function.applyAsDouble(t[i]);
    }
    return PiecewiseLinear.of(t, values);
  }
}
