package org.tacflow.kinetics;

import org.tacflow.numerics.LinearRegression;

/**
 * Coefficients that stand in a column of their own regression, which is repeated until they stay.
 *
 * <p>Where columns X change with the coefficients b, the residual follows b by {@code −(X + S)}
 * instead of {@code −X}, and a disturbance that moves the coefficients by δ with the columns held
 * moves them by {@code (I + K)⁻¹ δ}, {@code K = (XᵀωX)⁻¹ XᵀωS}, when the columns follow. One
 * instance per fitter.
 */
final class ColumnFeedback {
  private final double[][] shift;
  private final double[][] system;
  private final double[] row;
  private final double[] moved;
  private final LinearRegression small;

  /** Over that many coefficients and frames; {@link #shift} starts at 0. */
  ColumnFeedback(int coefficients, int frames) {
    this.shift = new double[coefficients][frames];
    this.system = new double[coefficients][coefficients];
    this.row = new double[coefficients];
    this.moved = new double[coefficients];
    this.small = LinearRegression.of(coefficients, coefficients);
  }

  /** S by coefficient and frame, to be written before {@link #close}. */
  double[][] shift() {
    return shift;
  }

  /** Takes what belongs to one solved regression. */
  void close(LinearRegression solved, double[][] x, double[] weights) {
    int size = row.length;
    for (int c = 0; c < size; c++) {
      for (int b = 0; b < size; b++) {
        row[b] = 0;
        for (int f = 0; f < weights.length; f++) {
          row[b] += weights[f] * x[b][f] * shift[c][f];
        }
      }
      for (int a = 0; a < size; a++) {
        double sum = a == c ? 1 : 0;
        for (int b = 0; b < size; b++) {
          sum += solved.unscaledCovariance(a, b) * row[b];
        }
        system[a][c] = sum;
      }
    }
  }

  /** A gradient in the coefficients as one in those with held columns: {@code (I + K)⁻ᵀ g}. */
  double[] through(double[] gradient) {
    small.clear();
    for (int c = 0; c < row.length; c++) {
      for (int a = 0; a < row.length; a++) {
        row[a] = system[a][c];
      }
      small.add(1, gradient[c], row);
    }
    boolean solved = small.solve();
    for (int a = 0; a < moved.length; a++) {
      moved[a] = solved ? small.coefficient(a) : Double.NaN;
    }
    return moved;
  }
}
