package org.tacflow.numerics.separable;

import java.io.Serializable;
import org.tacflow.numerics.InnerProduct;

/**
 * Cubic Taylor table over {@code u} of every component of the response and of its squared norms.
 *
 * <p>A row holds four coefficients per component, then four of {@code n = Σ φₖ²} and four of {@code
 * m = Σ φ′ₖ²}, both without component 0. The error of a value is about {@code (step/2)⁴/24}.
 */
final class ResponseTable implements Serializable {
  private static final long serialVersionUID = 1L;
  static final int ORDERS = 4;

  final double lower;
  final double upper;
  final double step;
  private final double perStep;
  private final int last;
  final int stride;
  // Offset in a row of the coefficients of n; those of m follow.
  final int norms;
  final double[] coefficients;

  private ResponseTable(double lower, double upper, int intervals, int components, double[] rows) {
    this.lower = lower;
    this.upper = upper;
    this.last = intervals;
    this.step = (upper - lower) / intervals;
    this.perStep = 1 / step;
    this.norms = ORDERS * components;
    this.stride = norms + 2 * ORDERS;
    this.coefficients = rows;
  }

  static ResponseTable of(Components components, double step, int rank) {
    int intervals = components.intervals(step);
    int count = components.count();
    int stride = ORDERS * count + 2 * ORDERS;
    double[] rows = new double[(intervals + 1) * stride];
    double width = components.upper - components.lower;
    for (int i = 0; i <= intervals; i++) {
      double[][] t = components.taylor(components.lower + width * i / intervals, ORDERS);
      int o = i * stride;
      for (int k = 0; k < count; k++) {
        for (int d = 0; d < ORDERS; d++) {
          rows[o + ORDERS * k + d] = t[d][k];
        }
      }
      for (int c = 0; c < ORDERS; c++) {
        double n = 0;
        double m = 0;
        for (int a = 0; a <= c; a++) {
          n += InnerProduct.of(t[a], t[c - a], 1, rank);
          m += (a + 1) * (c - a + 1) * InnerProduct.of(t[a + 1], t[c - a + 1], 1, rank);
        }
        rows[o + ORDERS * count + c] = n;
        rows[o + ORDERS * count + ORDERS + c] = m;
      }
    }
    return new ResponseTable(components.lower, components.upper, intervals, count, rows);
  }

  /** Index of the node nearest to {@code u}, which lies in the range. */
  int nearest(double u) {
    return Math.min(last, (int) ((u - lower) * perStep + 0.5));
  }

  /** Distance of {@code u} from a node. */
  double offset(double u, int node) {
    return u - lower - node * step;
  }

  /** Component {@code k} at {@code u}. */
  double value(int k, double u) {
    int node = nearest(u);
    double x = offset(u, node);
    int o = node * stride + ORDERS * k;
    double[] t = coefficients;
    return t[o] + x * (t[o + 1] + x * (t[o + 2] + x * t[o + 3]));
  }

  /** Derivative of component {@code k} in {@code u}. */
  double slope(int k, double u) {
    int node = nearest(u);
    double x = offset(u, node);
    int o = node * stride + ORDERS * k;
    double[] t = coefficients;
    return t[o + 1] + x * (2 * t[o + 2] + x * 3 * t[o + 3]);
  }
}
