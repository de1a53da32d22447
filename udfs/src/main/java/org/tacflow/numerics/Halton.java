package org.tacflow.numerics;

import org.apache.commons.math3.random.HaltonSequenceGenerator;

/**
 * Points that fill a box evenly, always the same ones.
 *
 * <p>Source: Halton 1960, doi:10.1007/BF01386213; in bases 2, 3, 5 …
 */
public final class Halton {
  private Halton() {}

  /**
   * The first points of the sequence inside a box.
   *
   * @param count how many, ≥ 0
   * @param lower finite lower bounds
   * @param upper finite upper bounds, each at or above its lower bound
   * @return {@code [point][coordinate]}
   */
  public static double[][] points(int count, double[] lower, double[] upper) {
    HaltonSequenceGenerator sequence = new HaltonSequenceGenerator(lower.length);
    // The first point is the corner of the box.
    sequence.nextVector();
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      points[i] = sequence.nextVector();
      for (int j = 0; j < lower.length; j++) {
        points[i][j] = lower[j] + points[i][j] * (upper[j] - lower[j]);
      }
    }
    return points;
  }
}
