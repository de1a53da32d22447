package org.tacflow.jobs;

import java.io.Serializable;
import java.util.Arrays;

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
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double median = 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
    return new RegionStatistics(mean, n > 1 ? Math.sqrt(squares / (n - 1)) : Double.NaN, median);
  }
}
