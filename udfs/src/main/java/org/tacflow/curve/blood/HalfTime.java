package org.tacflow.curve.blood;

import org.tacflow.numerics.PiecewiseLinear;

/** Rough features of a falling curve, from which fits of a parent fraction start. */
record HalfTime(double minutes, double last) {
  /** The first sample below the middle between 1 and the lowest, and the last value. */
  static HalfTime of(PiecewiseLinear fraction) {
    double lowest = 1;
    for (double value : fraction.values()) {
      lowest = Math.min(lowest, value);
    }
    double middle = 0.5 * (1 + lowest);
    double at = Math.max(fraction.end(), 1);
    for (int i = fraction.size() - 1; i >= 0 && fraction.time(i) > 0; i--) {
      at = fraction.valueAtKnot(i) <= middle ? fraction.time(i) : at;
    }
    double last = fraction.valueAtKnot(fraction.size() - 1);
    return new HalfTime(at, Math.max(0, Math.min(1, last)));
  }
}
