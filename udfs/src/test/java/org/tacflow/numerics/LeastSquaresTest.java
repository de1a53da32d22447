package org.tacflow.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Bounded nonlinear least squares on problems whose minimum is known. */
class LeastSquaresTest {
  private static final double[] TIMES = new double[30];
  private static final double[] ONES = new double[30];

  static {
    for (int i = 0; i < TIMES.length; i++) {
      TIMES[i] = 0.2 * i;
      ONES[i] = 1;
    }
  }

  /** {@code a e^(−bt) + c}. */
  private static void decay(double[] p, double[] values, double[][] jacobian) {
    for (int i = 0; i < values.length; i++) {
      double e = Math.exp(-p[1] * TIMES[i]);
      values[i] = p[0] * e + p[2];
      jacobian[i][0] = e;
      jacobian[i][1] = -p[0] * TIMES[i] * e;
      jacobian[i][2] = 1;
    }
  }

  private static double[] curve(double... p) {
    double[] values = new double[TIMES.length];
    decay(p, values, new double[TIMES.length][3]);
    return values;
  }

  private static LeastSquares problem(double[] lower, double[] upper) {
    return LeastSquares.of(LeastSquaresTest::decay, ONES, lower, upper);
  }

  @Test
  void noiseFreeCurveReturnsItsParameters() {
    LeastSquaresSolution solution =
        problem(new double[] {0, 0, -1}, new double[] {10, 10, 1})
            .solve(curve(3, 0.7, 0.2), new double[][] {{1, 1, 0}});
    assertThat(solution.converged()).isTrue();
    assertThat(solution.parameters()).containsExactly(new double[] {3, 0.7, 0.2}, within(1e-8));
    assertThat(solution.atLower() | solution.atUpper()).isZero();
  }

  @Test
  void aBoundThatCutsOffTheMinimumHoldsItsParameterAndFreesTheRest() {
    double[] observed = curve(3, 0.7, 0.2);
    LeastSquaresSolution solution =
        problem(new double[] {0, 1, -1}, new double[] {10, 10, 1})
            .solve(observed, new double[][] {{1, 5, 0}});
    assertThat(solution.parameters()[1]).isEqualTo(1);
    assertThat(solution.atLower()).isEqualTo(0b010);
    assertThat(solution.covariance()[1][1]).isZero();
    // With b held at 1 the rest is linear: the regression of the curve on e^(−t) and 1.
    LinearRegression line = LinearRegression.of(TIMES.length, 2);
    for (int i = 0; i < TIMES.length; i++) {
      line.add(1, observed[i], new double[] {Math.exp(-TIMES[i]), 1});
    }
    assertThat(line.solve()).isTrue();
    assertThat(solution.parameters()[0]).isCloseTo(line.coefficient(0), Offset.offset(1e-8));
    assertThat(solution.parameters()[2]).isCloseTo(line.coefficient(1), Offset.offset(1e-8));
    assertThat(solution.weightedRss()).isCloseTo(line.weightedRss(), Offset.offset(1e-10));
  }

  @Test
  void aStartOnTheWrongBoundIsReleased() {
    LeastSquaresSolution solution =
        problem(new double[] {0, 0, -1}, new double[] {10, 10, 1})
            .solve(curve(3, 0.7, 0.2), new double[][] {{10, 10, -1}});
    assertThat(solution.parameters()).containsExactly(new double[] {3, 0.7, 0.2}, within(1e-6));
  }

  @Test
  void aFailingStartDoesNotTouchTheOthers() {
    LeastSquares.Curve fragile =
        (p, values, jacobian) -> {
          decay(p, values, jacobian);
          if (p[1] > 8) {
            Arrays.fill(values, Double.NaN);
          }
        };
    LeastSquares problem =
        LeastSquares.of(fragile, ONES, new double[] {0, 0, -1}, new double[] {10, 10, 1});
    double[] observed = curve(3, 0.7, 0.2);
    LeastSquaresSolution both = problem.solve(observed, new double[][] {{1, 9, 0}, {1, 1, 0}});
    assertThat(both.parameters()).containsExactly(new double[] {3, 0.7, 0.2}, within(1e-8));
    assertThat(both.convergedStarts()).isEqualTo(1);
    assertThat(problem.solve(observed, new double[][] {{1, 9, 0}})).isNull();
  }

  @Test
  void pointsWithoutWeightMayHoldAnything() {
    double[] weights = ONES.clone();
    weights[4] = 0;
    double[] observed = curve(3, 0.7, 0.2);
    observed[4] = Double.NaN;
    LeastSquaresSolution solution =
        LeastSquares.of(
                LeastSquaresTest::decay, weights, new double[] {0, 0, -1}, new double[] {9, 9, 1})
            .solve(observed, new double[][] {{1, 1, 0}});
    assertThat(solution.parameters()).containsExactly(new double[] {3, 0.7, 0.2}, within(1e-8));
  }

  @Test
  void standardErrorsAreTheScatterOverNoise() {
    Random noise = new Random(11);
    LeastSquares problem = problem(new double[] {0, 0, -5}, new double[] {20, 20, 5});
    double[] clean = curve(3, 0.7, 0.2);
    double sum = 0;
    double squares = 0;
    double error = 0;
    int draws = 1000;
    for (int i = 0; i < draws; i++) {
      double[] noisy = Arrays.stream(clean).map(c -> c + 0.05 * noise.nextGaussian()).toArray();
      LeastSquaresSolution solution = problem.solve(noisy, new double[][] {{3, 0.7, 0.2}});
      sum += solution.parameters()[1];
      squares += solution.parameters()[1] * solution.parameters()[1];
      error += Math.sqrt(solution.covariance()[1][1]);
    }
    double scatter = Math.sqrt((squares - sum * sum / draws) / (draws - 1));
    // The scatter of 1000 draws is itself known to 2.2 %: four of these, and the curvature.
    assertThat(scatter / (error / draws)).isBetween(0.9, 1.1);
  }

  @Test
  void boundsAndWeightsOutOfOrderAreRefused() {
    assertThatThrownBy(() -> problem(new double[] {0, 2, 0}, new double[] {1, 1, 1}))
        .hasMessage("Invalid bounds of parameter 1: 2.0 to 1.0 (must be in order)");
    assertThatThrownBy(() -> problem(new double[] {0}, new double[] {1, 1}))
        .hasMessage("Invalid bounds: 1 lower and 2 upper (must be as many of each, at least one)");
    assertThatThrownBy(
            () ->
                LeastSquares.of(
                    LeastSquaresTest::decay,
                    new double[] {1, Double.NaN},
                    new double[3],
                    new double[3]))
        .hasMessage("Invalid weight of point 1: NaN (must be finite and >= 0)");
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }
}
