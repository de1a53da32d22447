package org.tacflow.numerics.separable;

import java.io.Serializable;
import org.tacflow.numerics.InnerProduct;

/**
 * Scalar product of two responses as a function of both rates, with its derivatives.
 *
 * <p>{@code K(u₁, u₂) = Σ φₖ(u₁) φₖ(u₂)} over all components but 0, by a Taylor polynomial of total
 * degree 5 around the nearest pair of nodes with {@code u₁ ≥ u₂}.
 */
final class PairTable implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int DEGREE = Components.ORDER;
  private static final int TERMS = 21;

  private final double lower;
  private final double step;
  private final double perStep;
  private final int last;
  private final double[] coefficients;

  private PairTable(double lower, double step, int last, double[] coefficients) {
    this.lower = lower;
    this.step = step;
    this.perStep = 1 / step;
    this.last = last;
    this.coefficients = coefficients;
  }

  static PairTable of(Components components, double step, int rank) {
    int last = components.intervals(step);
    double h = (components.upper - components.lower) / last;
    double[][][] taylor = new double[last + 1][][];
    for (int i = 0; i <= last; i++) {
      taylor[i] = components.taylor(components.lower + i * h, DEGREE);
    }
    double[] rows = new double[(last + 1) * (last + 2) / 2 * TERMS];
    int o = 0;
    for (int i = 0; i <= last; i++) {
      for (int j = 0; j <= i; j++) {
        for (int a = 0; a <= DEGREE; a++) {
          for (int b = 0; b <= DEGREE - a; b++) {
            rows[o++] = InnerProduct.of(taylor[i][a], taylor[j][b], 1, rank);
          }
        }
      }
    }
    return new PairTable(components.lower, h, last, rows);
  }

  /** Value and derivatives at one pair, overwritten by the next evaluation. */
  static final class Product {
    double value;
    double first;
    double second;
    double firstFirst;
    double firstSecond;
    double secondSecond;
  }

  /** Evaluates at {@code u₁ ≥ u₂}, both in the range. */
  void evaluate(double u1, double u2, Product out) {
    int i = Math.min(last, (int) ((u1 - lower) * perStep + 0.5));
    int j = Math.min(last, (int) ((u2 - lower) * perStep + 0.5));
    double x = u1 - lower - i * step;
    double y = u2 - lower - j * step;
    double[] c = coefficients;
    int o = (i * (i + 1) / 2 + j) * TERMS;
    // The polynomials in y that multiply 1, x, x², … and their derivatives in y.
    double p0 =
        c[o] + y * (c[o + 1] + y * (c[o + 2] + y * (c[o + 3] + y * (c[o + 4] + y * c[o + 5]))));
    double d0 =
        c[o + 1] + y * (2 * c[o + 2] + y * (3 * c[o + 3] + y * (4 * c[o + 4] + y * 5 * c[o + 5])));
    double s0 = 2 * c[o + 2] + y * (6 * c[o + 3] + y * (12 * c[o + 4] + y * 20 * c[o + 5]));
    double p1 = c[o + 6] + y * (c[o + 7] + y * (c[o + 8] + y * (c[o + 9] + y * c[o + 10])));
    double d1 = c[o + 7] + y * (2 * c[o + 8] + y * (3 * c[o + 9] + y * 4 * c[o + 10]));
    double s1 = 2 * c[o + 8] + y * (6 * c[o + 9] + y * 12 * c[o + 10]);
    double p2 = c[o + 11] + y * (c[o + 12] + y * (c[o + 13] + y * c[o + 14]));
    double d2 = c[o + 12] + y * (2 * c[o + 13] + y * 3 * c[o + 14]);
    double s2 = 2 * c[o + 13] + y * 6 * c[o + 14];
    double p3 = c[o + 15] + y * (c[o + 16] + y * c[o + 17]);
    double d3 = c[o + 16] + y * 2 * c[o + 17];
    double s3 = 2 * c[o + 17];
    double p4 = c[o + 18] + y * c[o + 19];
    double d4 = c[o + 19];
    double p5 = c[o + 20];
    out.value = p0 + x * (p1 + x * (p2 + x * (p3 + x * (p4 + x * p5))));
    out.first = p1 + x * (2 * p2 + x * (3 * p3 + x * (4 * p4 + x * 5 * p5)));
    out.firstFirst = 2 * p2 + x * (6 * p3 + x * (12 * p4 + x * 20 * p5));
    out.second = d0 + x * (d1 + x * (d2 + x * (d3 + x * d4)));
    out.firstSecond = d1 + x * (2 * d2 + x * (3 * d3 + x * 4 * d4));
    out.secondSecond = s0 + x * (s1 + x * (s2 + x * s3));
  }
}
