package org.tacflow.numerics.separable;

import org.tacflow.numerics.InnerProduct;

/** Components of the responses in the compressed basis as smooth functions of {@code u = ln θ}. */
final class Components {
  /** Highest derivative kept. */
  static final int ORDER = 5;

  // Responses are exact to about this share of the largest.
  private static final double ROUNDING = 1e-15;

  final double lower;
  final double upper;
  private final ChebyshevSeries[][] series;

  private Components(double lower, double upper, ChebyshevSeries[][] series) {
    this.lower = lower;
    this.upper = upper;
    this.series = series;
  }

  static Components of(double[][] samples, double[][] basis, double lower, double upper) {
    double largest = 0;
    for (double[] sample : samples) {
      largest = Math.max(largest, Math.sqrt(InnerProduct.of(sample, sample)));
    }
    ChebyshevSeries[][] series = new ChebyshevSeries[basis.length][ORDER + 1];
    for (int k = 0; k < basis.length; k++) {
      double[] values = new double[samples.length];
      for (int i = 0; i < samples.length; i++) {
        values[i] = InnerProduct.of(basis[k], samples[i]);
      }
      series[k][0] = ChebyshevSeries.interpolate(values, lower, upper, ROUNDING * largest);
      for (int d = 1; d <= ORDER; d++) {
        series[k][d] = series[k][d - 1].derivative();
      }
    }
    return new Components(lower, upper, series);
  }

  int count() {
    return series.length;
  }

  /** Value of derivative {@code order}, divided by its factorial, of component {@code k}. */
  double taylor(int k, int order, double u) {
    double value = series[k][order].value(u);
    for (int i = 2; i <= order; i++) {
      value /= i;
    }
    return value;
  }

  /** Taylor coefficients of every component: one array per order. */
  double[][] taylor(double u, int orders) {
    double[][] rows = new double[orders + 1][count()];
    for (int d = 0; d <= orders; d++) {
      for (int k = 0; k < count(); k++) {
        rows[d][k] = taylor(k, d, u);
      }
    }
    return rows;
  }

  /** Nodes at most {@code step} apart that begin and end with the range. */
  int intervals(double step) {
    return Math.max(2, (int) Math.ceil((upper - lower) / step - 1e-9));
  }
}
