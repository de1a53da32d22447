package org.tacflow.numerics;

/** Sums of products, added in order. */
public final class InnerProduct {
  private InnerProduct() {}

  /** {@code Σ a b}, over the length of {@code a}. */
  public static double of(double[] a, double[] b) {
    return of(a, b, 0, a.length);
  }

  /** {@code Σ a b} from index {@code from} up to and without {@code to}. */
  public static double of(double[] a, double[] b, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** {@code Σ w a b}; what has no weight adds nothing, whatever its values. */
  public static double of(double[] weights, double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] > 0 ? weights[i] * a[i] * b[i] : 0;
    }
    return sum;
  }
}
