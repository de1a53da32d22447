package org.tacflow.stats;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.numerics.InnerProduct;

/**
 * The space spanned by the columns of a design matrix, as an orthonormal basis.
 *
 * <p>Gram-Schmidt in the given column order with a second pass, which keeps the basis orthogonal to
 * rounding (Giraud et al. 2005, doi:10.1007/s00211-005-0615-4). A column is dependent on those
 * before it when what remains of it is below {@value #TOLERANCE} of its length; it is left out of
 * the basis and listed.
 */
final class ColumnSpace {
  /** Relative length below which a remainder counts as rounding. */
  static final double TOLERANCE = 1e-7;

  private final double[][] basis;
  private final double[][] triangle;
  private final int[] kept;
  private final List<Integer> dependent;
  private final int rows;

  private ColumnSpace(
      double[][] basis, double[][] triangle, int[] kept, List<Integer> dependent, int rows) {
    this.basis = basis;
    this.triangle = triangle;
    this.kept = kept;
    this.dependent = dependent;
    this.rows = rows;
  }

  /** The space of {@code columns[column][row]}, each with {@code rows} finite values. */
  static ColumnSpace of(double[][] columns, int rows) {
    List<double[]> basis = new ArrayList<>();
    List<double[]> triangle = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    List<Integer> dependent = new ArrayList<>();
    for (int c = 0; c < columns.length; c++) {
      double[] v = columns[c].clone();
      double length = norm(v);
      double[] coefficients = new double[columns.length];
      for (int pass = 0; pass < 2; pass++) {
        for (int b = 0; b < basis.size(); b++) {
          double along = InnerProduct.of(basis.get(b), v);
          coefficients[b] += along;
          subtract(v, along, basis.get(b));
        }
      }
      double rest = norm(v);
      if (!(rest > TOLERANCE * length)) {
        dependent.add(c);
        continue;
      }
      for (int i = 0; i < rows; i++) {
        v[i] /= rest;
      }
      coefficients[basis.size()] = rest;
      basis.add(v);
      triangle.add(coefficients);
      kept.add(c);
    }
    return new ColumnSpace(
        basis.toArray(double[][]::new),
        triangle.toArray(double[][]::new),
        kept.stream().mapToInt(Integer::intValue).toArray(),
        List.copyOf(dependent),
        rows);
  }

  /** Number of independent columns. */
  int rank() {
    return basis.length;
  }

  /** The basis, {@code basis[vector][row]}; shared, not to be written to. */
  double[][] basis() {
    return basis;
  }

  /** Number of rows. */
  int rows() {
    return rows;
  }

  /** Indices of columns that depend on those before them, ascending. */
  List<Integer> dependent() {
    return dependent;
  }

  /** Indices of independent columns, ascending. */
  int[] kept() {
    return kept.clone();
  }

  /** What of {@code y} the columns do not explain: {@code y - X (X'X)^-1 X' y}. */
  double[] residuals(double[] y) {
    double[] rest = y.clone();
    for (int pass = 0; pass < 2; pass++) {
      for (double[] b : basis) {
        subtract(rest, InnerProduct.of(b, rest), b);
      }
    }
    return rest;
  }

  /** Least-squares coefficients of the independent columns, in the order of {@link #kept()}. */
  double[] coefficients(double[] y) {
    double[] rest = y.clone();
    double[] beta = new double[basis.length];
    for (int pass = 0; pass < 2; pass++) {
      for (int b = 0; b < basis.length; b++) {
        double along = InnerProduct.of(basis[b], rest);
        beta[b] += along;
        subtract(rest, along, basis[b]);
      }
    }
    for (int c = basis.length - 1; c >= 0; c--) {
      beta[c] /= triangle[c][c];
      for (int b = 0; b < c; b++) {
        beta[b] -= triangle[c][b] * beta[c];
      }
    }
    return beta;
  }

  /** {@code (X'X)^-1} of the independent columns, in the order of {@link #kept()}. */
  double[][] inverseCross() {
    int p = basis.length;
    double[][] inverse = new double[p][p];
    for (int j = 0; j < p; j++) {
      inverse[j][j] = 1 / triangle[j][j];
      for (int i = j - 1; i >= 0; i--) {
        double sum = 0;
        for (int k = i + 1; k <= j; k++) {
          sum += triangle[k][i] * inverse[k][j];
        }
        inverse[i][j] = -sum / triangle[i][i];
      }
    }
    double[][] cross = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        for (int k = Math.max(i, j); k < p; k++) {
          cross[i][j] += inverse[i][k] * inverse[j][k];
        }
      }
    }
    return cross;
  }

  /** Squared length of the part of {@code y} that the columns explain. */
  double explainedSquares(double[] y) {
    double sum = 0;
    for (double[] b : basis) {
      double along = InnerProduct.of(b, y);
      sum += along * along;
    }
    return sum;
  }

  /** Leverages, the diagonal of {@code X (X'X)^-1 X'}. */
  double[] leverages() {
    double[] leverages = new double[rows];
    for (double[] b : basis) {
      for (int i = 0; i < rows; i++) {
        leverages[i] += b[i] * b[i];
      }
    }
    return leverages;
  }

  /** {@code ln det(X'X)} of the independent columns. */
  double logDeterminant() {
    double sum = 0;
    for (int c = 0; c < triangle.length; c++) {
      sum += 2 * Math.log(triangle[c][c]);
    }
    return sum;
  }

  static double norm(double[] a) {
    double largest = 0;
    for (double v : a) {
      largest = Math.max(largest, Math.abs(v));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (double v : a) {
      sum += v / largest * (v / largest);
    }
    return largest * Math.sqrt(sum);
  }

  private static void subtract(double[] v, double factor, double[] b) {
    for (int i = 0; i < v.length; i++) {
      v[i] -= factor * b[i];
    }
  }
}
