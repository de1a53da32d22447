package org.tacflow.jobs;

import java.io.Serializable;
import org.apache.commons.math3.util.KthSelector;

/**
 * Mean, standard deviation and median of the voxels of one region.
 *
 * <p>Mean {@code m = Σx/n} and {@code sd = √(Σ(x − m)²/(n − 1))} in two passes; the median is the
 * mean of the two middle values when {@code n} is even. NaN where there are too few values: mean
 * and median without any, sd with fewer than two.
 *
 * @param mean unit of the values
 * @param sd unit of the values
 * @param median unit of the values
 */
record RegionStatistics(double mean, double sd, double median) implements Serializable {
  /** Of no values. */
  static final RegionStatistics NONE = new RegionStatistics(Double.NaN, Double.NaN, Double.NaN);

  static RegionStatistics of(double[] values) {
    int n = values.length;
    if (n == 0) {
      return NONE;
    }
    double sum = 0;
    for (double x : values) {
      sum += x;
    }
    double mean = sum / n;
    double squares = 0;
    for (double x : values) {
      squares += (x - mean) * (x - mean);
    }
    double sd = n > 1 ? Math.sqrt(squares / (n - 1)) : Double.NaN;
    return new RegionStatistics(mean, sd, median(values.clone()));
  }

  /** Puts values into another order, so that the middle ones are found without sorting all. */
  private static double median(double[] values) {
    int middle = values.length / 2;
    double upper = new KthSelector().select(values, null, middle);
    double lower = upper;
    if (values.length % 2 == 0) {
      // All that stand before are not above; the largest of them is the other middle value.
      lower = values[0];
      for (int i = 1; i < middle; i++) {
        lower = Math.max(lower, values[i]);
      }
    }
    return 0.5 * (lower + upper);
  }
}
