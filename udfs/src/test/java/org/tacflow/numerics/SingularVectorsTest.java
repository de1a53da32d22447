package org.tacflow.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

/** Against matrices made of known vectors, and the decomposition of Commons Math. */
class SingularVectorsTest {
  // Falls as the responses of a scan do: 2.6 times a dimension, down to rounding.
  @Test
  void vectorsOfFallingSingularValuesAreFound() {
    Random random = new Random(3);
    RealMatrix left = orthonormal(random, 96, 38);
    RealMatrix right = orthonormal(random, 38, 38);
    double[][] values = new double[38][38];
    for (int k = 0; k < 38; k++) {
      values[k][k] = Math.pow(2.6, -k);
    }
    double[][] rows =
        left.multiply(new Array2DRowRealMatrix(values)).multiply(right.transpose()).getData();
    double[][] found = SingularVectors.right(rows, 16);
    for (int k = 0; k < 16; k++) {
      // Rounding of the matrix, 1e-16 of its norm, turns a vector by that over its singular value.
      double tolerance = 1e-14 * Math.pow(2.6, k);
      assertThat(Math.abs(dot(found[k], right.getColumn(k)))).isCloseTo(1, within(tolerance));
    }
    assertOrthonormal(found);
  }

  @Test
  void theyAreThoseOfCommonsMath() {
    Random random = new Random(8);
    for (int[] shape : new int[][] {{96, 20}, {5, 5}, {4, 9}, {1, 3}}) {
      double[][] rows = new double[shape[0]][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = random.doubles(shape[1], -1, 1).toArray();
      }
      int count = Math.min(shape[0], shape[1]);
      double[][] found = SingularVectors.right(rows, count);
      RealMatrix expected = new SingularValueDecomposition(new Array2DRowRealMatrix(rows)).getV();
      for (int k = 0; k < count; k++) {
        assertThat(Math.abs(dot(found[k], expected.getColumn(k)))).isCloseTo(1, within(1e-12));
      }
    }
  }

  // More frames than the responses have dimensions: what is left over still is a basis.
  @Test
  void aDeficientMatrixHasOrthonormalVectorsAllTheSame() {
    Random random = new Random(1);
    double[] a = random.doubles(12).toArray();
    double[] b = random.doubles(12).toArray();
    double[][] rows = {a, b, a, b, new double[12]};
    double[][] found = SingularVectors.right(rows, 12);
    assertOrthonormal(found);
    for (int k = 2; k < 12; k++) {
      assertThat(dot(found[k], a)).isCloseTo(0, within(1e-13));
      assertThat(dot(found[k], b)).isCloseTo(0, within(1e-13));
    }
    assertOrthonormal(SingularVectors.right(new double[3][7], 7));
    assertThat(SingularVectors.right(rows, 0)).isEmpty();
  }

  private static void assertOrthonormal(double[][] vectors) {
    for (int i = 0; i < vectors.length; i++) {
      for (int j = 0; j <= i; j++) {
        assertThat(dot(vectors[i], vectors[j])).isCloseTo(i == j ? 1 : 0, within(1e-13));
      }
    }
  }

  private static RealMatrix orthonormal(Random random, int rows, int columns) {
    double[][] any = new double[rows][];
    for (int i = 0; i < rows; i++) {
      any[i] = random.doubles(columns, -1, 1).toArray();
    }
    return new QRDecomposition(new Array2DRowRealMatrix(any))
        .getQ()
        .getSubMatrix(0, rows - 1, 0, columns - 1);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
