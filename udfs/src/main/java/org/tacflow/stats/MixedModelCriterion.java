package org.tacflow.stats;

import java.util.List;
import org.tacflow.numerics.InnerProduct;

/**
 * The REML criterion of a linear model with random effects per subject.
 *
 * <p>Rows of a subject covary by {@code V = s² (I + Z L L' Z')} with Z its random-effect columns
 * and L lower triangular, the relative factor. With {@code N - p} error degrees of freedom: {@code
 * -2 ln L_R = ln|V| + ln|X'V^-1X| + r'V^-1r + (N-p) ln 2π}. Source: Bates et al. 2015,
 * doi:10.18637/jss.v067.i01, equations 39 to 42.
 */
final class MixedModelCriterion {
  private final double[][] columns;
  private final double[] y;
  private final double[][] random;
  private final List<int[]> subjects;

  /**
   * @param columns fixed-effect columns
   * @param random random-effect columns, the intercept first
   * @param subjects row indices of each subject
   */
  MixedModelCriterion(double[][] columns, double[] y, double[][] random, List<int[]> subjects) {
    this.columns = columns;
    this.y = y;
    this.random = random;
    this.subjects = subjects;
  }

  /** The whitened problem at one relative factor: everything the criterion and the fit need. */
  record Whitened(ColumnSpace space, double[] response, double logDeterminant) {
    double residualSquares() {
      double[] rest = space.residuals(response);
      return InnerProduct.of(rest, rest);
    }
  }

  /** {@code -2 ln L_R} at the best s². */
  double profiled(double[] theta) {
    Whitened w = whiten(theta);
    int df = y.length - columns.length;
    double residual = w.residualSquares();
    return w.logDeterminant()
        + w.space().logDeterminant()
        + df * (1 + Math.log(2 * Math.PI * residual / df));
  }

  /** {@code -2 ln L_R} at a given residual variance. */
  double at(double[] theta, double residualVariance) {
    Whitened w = whiten(theta);
    int df = y.length - columns.length;
    return w.logDeterminant()
        + w.space().logDeterminant()
        + df * Math.log(2 * Math.PI * residualVariance)
        + w.residualSquares() / residualVariance;
  }

  /** Columns and response multiplied by {@code C^-1} where {@code C C' = V/s²}. */
  Whitened whiten(double[] theta) {
    double[][] x = new double[columns.length][y.length];
    double[] response = new double[y.length];
    double logDeterminant = 0;
    int at = 0;
    for (int[] rows : subjects) {
      double[][] factor = cholesky(relativeCovariance(rows, theta));
      for (int i = 0; i < rows.length; i++) {
        logDeterminant += 2 * Math.log(factor[i][i]);
        for (int c = 0; c < x.length; c++) {
          x[c][at + i] = forward(factor, i, columns[c][rows[i]], x[c], at);
        }
        response[at + i] = forward(factor, i, y[rows[i]], response, at);
      }
      at += rows.length;
    }
    return new Whitened(ColumnSpace.of(x, y.length), response, logDeterminant);
  }

  /** Columns of L for q random effects, theta in column order of the lower triangle. */
  static double[][] factor(double[] theta, int q) {
    double[][] factor = new double[q][q];
    int at = 0;
    for (int column = 0; column < q; column++) {
      for (int row = column; row < q; row++) {
        factor[row][column] = theta[at++];
      }
    }
    return factor;
  }

  private double[][] relativeCovariance(int[] rows, double[] theta) {
    int q = random.length;
    double[][] l = factor(theta, q);
    double[][] zl = new double[rows.length][q];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < q; c++) {
        for (int r = c; r < q; r++) {
          zl[i][c] += random[r][rows[i]] * l[r][c];
        }
      }
    }
    double[][] covariance = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = InnerProduct.of(zl[i], zl[j]) + (i == j ? 1 : 0);
      }
    }
    return covariance;
  }

  private static double[][] cholesky(double[][] lower) {
    for (int j = 0; j < lower.length; j++) {
      for (int i = j; i < lower.length; i++) {
        double sum = lower[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
    return lower;
  }

  private static double forward(double[][] factor, int i, double value, double[] solved, int at) {
    double sum = value;
    for (int k = 0; k < i; k++) {
      sum -= factor[i][k] * solved[at + k];
    }
    return sum / factor[i][i];
  }
}
