package org.tacflow.curve.blood;

import org.tacflow.numerics.PiecewiseLinear;

/**
 * Rough features of an input curve, from which its fits start.
 *
 * @param arrival last sample before the first above 5 % of the peak, min
 * @param peakTime time of the peak, min
 * @param peak value of the peak, kBq/mL
 * @param last last value, kBq/mL, at least a thousandth of the peak
 * @param end time of the last sample, min
 */
record RiseFallFeatures(double arrival, double peakTime, double peak, double last, double end) {
  static RiseFallFeatures of(PiecewiseLinear samples) {
    int top = 0;
    for (int i = 1; i < samples.size(); i++) {
      top = samples.valueAtKnot(i) > samples.valueAtKnot(top) ? i : top;
    }
    double peak = samples.valueAtKnot(top);
    int first = 0;
    while (first < top && samples.valueAtKnot(first) <= 0.05 * peak) {
      first++;
    }
    int last = samples.size() - 1;
    return new RiseFallFeatures(
        samples.time(Math.max(0, first - 1)),
        samples.time(top),
        peak,
        Math.max(1e-3 * peak, samples.valueAtKnot(last)),
        samples.end());
  }

  /** From arrival to peak, at least a second, min. */
  double rise() {
    return Math.max(1.0 / 60, peakTime - arrival);
  }

  /** Rate of a tail that falls by half in the last two thirds of the scan, 1/min. */
  double slowRate() {
    return Math.log(2) / Math.max(10, 0.67 * end);
  }
}
