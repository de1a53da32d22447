package org.tacflow.numerics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Right singular vectors by one-sided Jacobi rotations.
 *
 * <p>Columns of the matrix are rotated in pairs until all are orthogonal: {@code A V = U Σ}. With
 * {@code α = |x|², β = |y|², γ = x·y} of a pair the rotation is
 *
 * <pre>
 * ζ = (β − α)/(2γ),  t = sign(ζ)/(|ζ| + √(1 + ζ²)),  c = 1/√(1 + t²),  s = c t
 * x' = c x − s y,    y' = s x + c y
 * </pre>
 *
 * The loops are few and short. The decomposition of Commons Math is one constructor that the
 * compiler of the JVM takes half a second for, and takes again whenever a matrix makes it leave by
 * another branch: more than the set-up of hundreds of scans. Sources: Hestenes 1958,
 * doi:10.1137/0106005; Demmel and Veselić 1992, doi:10.1137/0613074, on its accuracy.
 */
public final class SingularVectors {
  private static final double EPSILON = Math.ulp(1.0);
  // Ten are usual; each squares what is left.
  private static final int SWEEPS = 40;

  private final double[][] columns;
  private final double[][] vectors;
  private final double floor;

  private SingularVectors(double[][] rows) {
    int n = rows[0].length;
    columns = new double[n][rows.length];
    vectors = new double[n][n];
    double squares = 0;
    for (int j = 0; j < n; j++) {
      vectors[j][j] = 1;
      for (int i = 0; i < rows.length; i++) {
        columns[j][i] = rows[i][j];
      }
      squares += InnerProduct.of(columns[j], columns[j]);
    }
    // Below it there is nothing but rounding of larger columns.
    floor = EPSILON * EPSILON * squares;
  }

  /**
   * The right singular vectors of the largest singular values, largest first, each of unit length
   * and of either sign.
   *
   * @param rows of the matrix, one or more, equally long, finite; not changed
   * @param count how many, from 0 to the length of a row
   */
  public static double[][] right(double[][] rows, int count) {
    SingularVectors made = new SingularVectors(rows);
    int sweeps = 0;
    while (made.sweep() && sweeps < SWEEPS) {
      sweeps++;
    }
    double[] squares =
        Arrays.stream(made.columns).mapToDouble(x -> InnerProduct.of(x, x)).toArray();
    return IntStream.range(0, squares.length)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -squares[j]))
        .limit(count)
        .map(j -> made.vectors[j])
        .toArray(double[][]::new);
  }

  /** Rotates every pair once; false when all were orthogonal. */
  private boolean sweep() {
    boolean rotated = false;
    for (int p = 0; p < columns.length - 1; p++) {
      for (int q = p + 1; q < columns.length; q++) {
        rotated |= orthogonalize(p, q);
      }
    }
    return rotated;
  }

  private boolean orthogonalize(int p, int q) {
    double alpha = InnerProduct.of(columns[p], columns[p]);
    double beta = InnerProduct.of(columns[q], columns[q]);
    double gamma = InnerProduct.of(columns[p], columns[q]);
    double enough = columns[p].length * EPSILON * Math.sqrt(alpha * beta);
    if (Math.abs(gamma) <= Math.max(enough, floor)) {
      return false;
    }
    double zeta = (beta - alpha) / (2 * gamma);
    double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    double c = 1 / Math.sqrt(1 + t * t);
    rotate(columns[p], columns[q], c, c * t);
    rotate(vectors[p], vectors[q], c, c * t);
    return true;
  }

  private static void rotate(double[] x, double[] y, double c, double s) {
    for (int i = 0; i < x.length; i++) {
      double old = x[i];
      x[i] = c * old - s * y[i];
      y[i] = s * old + c * y[i];
    }
  }
}
