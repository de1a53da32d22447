package org.tacflow.numerics;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/** Covariance of least-squares parameters, {@code s² (JᵀJ)⁻¹}, and what follows from it. */
public final class Covariance {
  // Relative size of a diagonal of R below which the columns count as dependent.
  private static final double DEPENDENT = 1e-11;

  private Covariance() {}

  /**
   * Inverts the normal matrix of the free columns.
   *
   * @param jacobian weighted derivatives, {@code [point][parameter]}
   * @param held parameters that are fixed or held on a bound: they count as known, with variance 0
   * @param variance residual variance s²
   * @return one row and column per parameter; NaN for a parameter that the curve does not see, all
   *     NaN when the columns depend on one another
   */
  static double[][] of(double[][] jacobian, boolean[] held, double variance) {
    int parameters = held.length;
    double[][] covariance = new double[parameters][parameters];
    int[] free = new int[parameters];
    double[] scale = new double[parameters];
    int count = 0;
    for (int j = 0; j < parameters; j++) {
      double norm = 0;
      for (double[] row : jacobian) {
        norm += row[j] * row[j];
      }
      scale[j] = Math.sqrt(norm);
      if (!held[j] && scale[j] > 0) {
        free[count++] = j;
      } else if (!held[j]) {
        covariance[j][j] = Double.NaN;
      }
    }
    double[][] inverse = inverse(jacobian, Arrays.copyOf(free, count), scale);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double scaled =
            inverse == null ? Double.NaN : inverse[a][b] / (scale[free[a]] * scale[free[b]]);
        covariance[free[a]][free[b]] = variance * scaled;
      }
    }
    return covariance;
  }

  private static double[][] inverse(double[][] jacobian, int[] free, double[] scale) {
    if (free.length == 0 || jacobian.length < free.length) {
      return null;
    }
    double[][] columns = new double[jacobian.length][free.length];
    for (int i = 0; i < jacobian.length; i++) {
      for (int a = 0; a < free.length; a++) {
        columns[i][a] = jacobian[i][free[a]] / scale[free[a]];
      }
    }
    RealMatrix r = new QRDecomposition(new Array2DRowRealMatrix(columns, false)).getR();
    RealMatrix square = r.getSubMatrix(0, free.length - 1, 0, free.length - 1);
    try {
      RealMatrix inverse = new QRDecomposition(square, DEPENDENT).getSolver().getInverse();
      return inverse.multiply(inverse.transpose()).getData();
    } catch (SingularMatrixException dependent) {
      return null;
    }
  }

  /**
   * Standard error of a function of the parameters, by the delta method.
   *
   * <p>{@code √(gᵀ C g)}; parameters with a zero gradient do not count, so that an undefined
   * variance does not spoil what does not depend on it. NaN where one does depend on it, and where
   * nothing that varies is involved: what is fixed has no standard error.
   *
   * @param gradient derivative of the function in each parameter
   * @param covariance covariance of the parameters
   */
  public static double standardError(double[] gradient, double[][] covariance) {
    double sum = 0;
    for (int a = 0; a < gradient.length; a++) {
      for (int b = 0; b < gradient.length; b++) {
        if (gradient[a] != 0 && gradient[b] != 0) {
          sum += gradient[a] * covariance[a][b] * gradient[b];
        }
      }
    }
    return sum > 0 ? Math.sqrt(sum) : Double.NaN;
  }
}
