package org.tacflow.numerics;

import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;

/**
 * The natural cubic spline through the knots of a curve, sampled finely.
 *
 * <p>Passes through every knot with continuous first and second derivatives, the second being 0 at
 * both ends; it may overshoot where the curve turns sharply. Source: de Boor, A Practical Guide to
 * Splines, chapter IV.
 */
public final class NaturalSpline {
  private NaturalSpline() {}

  /**
   * The spline as straight lines between the knots and points in between.
   *
   * @param knots fewer than 3 are returned as they are
   * @param pieces lines between two knots, ≥ 1
   * @param smallestStep no two points are nearer than this unless knots are, in the unit of time,
   *     above 0
   */
  public static PiecewiseLinear of(PiecewiseLinear knots, int pieces, double smallestStep) {
    if (!(smallestStep > 0) || pieces < 1) {
      throw new IllegalArgumentException(
          "Invalid sampling of a spline: "
              + pieces
              + " pieces, smallest step "
              + smallestStep
              + " (must be >= 1 and > 0)");
    }
    if (knots.size() < 3) {
      return knots;
    }
    PolynomialSplineFunction spline =
        new SplineInterpolator().interpolate(knots.times(), knots.values());
    int[] steps = new int[knots.size()];
    int points = 1;
    for (int i = 1; i < steps.length; i++) {
      double gap = knots.time(i) - knots.time(i - 1);
      steps[i] = (int) Math.max(1, Math.min(pieces, gap / smallestStep));
      points += steps[i];
    }
    double[] times = new double[points];
    double[] values = new double[points];
    times[0] = knots.time(0);
    values[0] = knots.valueAtKnot(0);
    int at = 1;
    for (int i = 1; i < steps.length; i++) {
      double from = knots.time(i - 1);
      for (int s = 1; s < steps[i]; s++, at++) {
        times[at] = from + (knots.time(i) - from) * s / steps[i];
        values[at] = spline.value(times[at]);
      }
      times[at] = knots.time(i);
      values[at++] = knots.valueAtKnot(i);
    }
    return PiecewiseLinear.of(times, values);
  }
}
