package org.tacflow.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;

/** The smallest value of a function of one variance ratio, zero included. */
final class Minimum {
  /** Grid points per decade, over six decades below and three above the scale. */
  private static final int PER_DECADE = 8;

  private Minimum() {}

  /**
   * The argument in {@code [0, 1000 scale]} of the smallest value.
   *
   * <p>A logarithmic grid finds the cell, Brent's method refines it; zero wins ties.
   */
  static double overScale(DoubleUnaryOperator function, double scale) {
    int points = 9 * PER_DECADE + 1;
    double[] grid = new double[points + 1];
    int best = 0;
    double lowest = function.applyAsDouble(0);
    for (int i = 1; i <= points; i++) {
      grid[i] = scale * Math.pow(10, -6 + (i - 1.0) / PER_DECADE);
      double value = function.applyAsDouble(grid[i]);
      if (value < lowest) {
        lowest = value;
        best = i;
      }
    }
    UnivariateFunction objective = function::applyAsDouble;
    UnivariatePointValuePair refined =
        new BrentOptimizer(1e-11, 1e-15 * scale)
            .optimize(
                new UnivariateObjectiveFunction(objective),
                GoalType.MINIMIZE,
                MaxEval.unlimited(),
                new SearchInterval(grid[Math.max(0, best - 1)], grid[Math.min(points, best + 1)]));
    return refined.getValue() < lowest ? refined.getPoint() : grid[best];
  }
}
