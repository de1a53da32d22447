package org.tacflow.numerics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A function of time given by straight lines between knots.
 *
 * <p>Zero before the first knot; the last value is carried on after the last knot. The area is
 * exact (trapezoids between knots).
 */
public final class PiecewiseLinear implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] times;
  private final double[] values;
  private final double[] areas;
  private final double[] doubleAreas;

  private PiecewiseLinear(double[] times, double[] values) {
    this.times = times;
    this.values = values;
    this.areas = new double[times.length];
    this.doubleAreas = new double[times.length];
    for (int i = 1; i < times.length; i++) {
      double h = times[i] - times[i - 1];
      areas[i] = areas[i - 1] + 0.5 * (values[i] + values[i - 1]) * h;
      doubleAreas[i] =
          doubleAreas[i - 1] + h * (areas[i - 1] + h * (2 * values[i - 1] + values[i]) / 6);
    }
  }

  /**
   * Makes a function from its knots.
   *
   * @param times strictly increasing, finite, at least one
   * @param values one finite value per time
   */
  public static PiecewiseLinear of(double[] times, double[] values) {
    if (times.length == 0 || times.length != values.length) {
      throw new IllegalArgumentException(
          "Invalid knots: "
              + times.length
              + " times and "
              + values.length
              + " values (must be as many of each, at least one)");
    }
    for (int i = 0; i < times.length; i++) {
      if (!Double.isFinite(times[i]) || !Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "Invalid knot " + i + ": (" + times[i] + ", " + values[i] + ") (must be finite)");
      }
      if (i > 0 && !(times[i] > times[i - 1])) {
        throw new IllegalArgumentException(
            "Invalid knot times: "
                + times[i]
                + " after "
                + times[i - 1]
                + " (must be strictly increasing)");
      }
    }
    return new PiecewiseLinear(times.clone(), values.clone());
  }

  /** Number of knots. */
  public int size() {
    return times.length;
  }

  /** Time of knot {@code i}. */
  public double time(int i) {
    return times[i];
  }

  /** Value at knot {@code i}. */
  public double valueAtKnot(int i) {
    return values[i];
  }

  /** Time of the last knot. */
  public double end() {
    return times[times.length - 1];
  }

  /** Largest value at any knot. */
  public double peak() {
    return Arrays.stream(values).max().orElseThrow();
  }

  /** Knot times, a copy. */
  public double[] times() {
    return times.clone();
  }

  /** Knot values, a copy. */
  public double[] values() {
    return values.clone();
  }

  /** Value at time {@code t}: 0 before the first knot, the last value after the last. */
  public double value(double t) {
    int last = times.length - 1;
    if (t < times[0]) {
      return 0;
    }
    if (t >= times[last]) {
      return values[last];
    }
    int i = segment(t);
    double fraction = (t - times[i]) / (times[i + 1] - times[i]);
    return values[i] + fraction * (values[i + 1] - values[i]);
  }

  /** Area from minus infinity to {@code t}, exact. */
  public double area(double t) {
    int last = times.length - 1;
    if (t <= times[0]) {
      return 0;
    }
    if (t >= times[last]) {
      return areas[last] + values[last] * (t - times[last]);
    }
    int i = segment(t);
    return areas[i] + 0.5 * (values[i] + value(t)) * (t - times[i]);
  }

  /** Area of the area from minus infinity to {@code t}, exact. */
  public double doubleArea(double t) {
    if (t <= times[0]) {
      return 0;
    }
    int i = t >= end() ? times.length - 1 : segment(t);
    double h = t - times[i];
    return doubleAreas[i] + h * (areas[i] + h * (2 * values[i] + value(t)) / 6);
  }

  /** Mean over an interval: {@code (area(to) - area(from)) / (to - from)}. */
  public double mean(double from, double to) {
    return (area(to) - area(from)) / (to - from);
  }

  /** The same function, later by {@code dt} (earlier when negative). */
  public PiecewiseLinear shifted(double dt) {
    double[] moved = times.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += dt;
    }
    return of(moved, values);
  }

  /** The same function times {@code factor}. */
  public PiecewiseLinear scaled(double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return of(times, scaled);
  }

  private int segment(double t) {
    int found = Arrays.binarySearch(times, t);
    return found >= 0 ? found : -found - 2;
  }
}
