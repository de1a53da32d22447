package org.tacflow.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Least squares in a box against the conditions that only its minimum meets. */
class BoxLeastSquaresTest {

  @Test
  void randomProblemsMeetTheConditionsOfAMinimum() {
    Random random = new Random(5);
    double[] lower = {0, 0, 0.1};
    double[] upper = {Double.POSITIVE_INFINITY, 2, 0.1};
    BoxLeastSquares box = BoxLeastSquares.of(lower, upper);
    int onBound = 0;
    for (int draw = 0; draw < 500; draw++) {
      double[][] a = new double[6][3];
      double[] y = new double[6];
      for (int i = 0; i < 6; i++) {
        y[i] = random.nextGaussian();
        for (int j = 0; j < 3; j++) {
          a[i][j] = random.nextGaussian();
        }
      }
      double[][] gram = new double[3][3];
      double[] projection = new double[3];
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 3; j++) {
          projection[j] += a[i][j] * y[i];
          for (int k = 0; k < 3; k++) {
            gram[j][k] += a[i][j] * a[i][k];
          }
        }
      }
      box.solve(gram, projection);
      for (int j = 0; j < 2; j++) {
        double b = box.coefficient(j);
        double slope = -projection[j];
        for (int k = 0; k < 3; k++) {
          slope += gram[j][k] * box.coefficient(k);
        }
        // At a minimum the slope vanishes inside and points outwards on a bound.
        if (b == lower[j]) {
          assertThat(slope).isGreaterThanOrEqualTo(-1e-9);
          onBound++;
        } else if (b == upper[j]) {
          assertThat(slope).isLessThanOrEqualTo(1e-9);
          onBound++;
        } else {
          assertThat(b).isStrictlyBetween(lower[j], upper[j]);
          assertThat(slope).isCloseTo(0, Offset.offset(1e-9));
        }
      }
      assertThat(box.coefficient(2)).isEqualTo(0.1);
    }
    assertThat(onBound).isBetween(200, 900);
  }

  @Test
  void withoutBoundsItIsOrdinaryLeastSquares() {
    double infinite = Double.POSITIVE_INFINITY;
    BoxLeastSquares free =
        BoxLeastSquares.of(new double[] {-infinite, -infinite}, new double[] {infinite, infinite});
    double cost = free.solve(new double[][] {{2, 1}, {1, 3}}, new double[] {1, -2});
    // The inverse of ((2, 1), (1, 3)) is ((3, −1), (−1, 2))/5.
    assertThat(free.coefficient(0)).isCloseTo(1, Offset.offset(1e-15));
    assertThat(free.coefficient(1)).isCloseTo(-1, Offset.offset(1e-15));
    assertThat(cost).isCloseTo(-3, Offset.offset(1e-14));
  }
}
