package org.tacflow.kinetics;

/** Products of curves over the frames that have weight. */
final class InnerProduct {
  private InnerProduct() {}

  /** {@code Σ w a b}; a frame without weight adds nothing, whatever its values. */
  static double of(double[] weights, double[] a, double[] b) {
    double sum = 0;
    for (int f = 0; f < weights.length; f++) {
      sum += weights[f] > 0 ? weights[f] * a[f] * b[f] : 0;
    }
    return sum;
  }
}
