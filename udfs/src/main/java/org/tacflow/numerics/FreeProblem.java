package org.tacflow.numerics;

import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresFactory;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/** Commons Math's view of a bounded problem: the free parameters only, clamped to the box. */
final class FreeProblem {
  private static final int MAX_EVALUATIONS = 400;
  // Relative to cost and parameters; the noise of double sums lies below.
  private static final double TOLERANCE = 1e-11;

  private final BoxedCurve problem;
  private final double[] y;
  private final double[] full;
  private final int[] free;
  private final double[] best;
  private double bestRss;

  FreeProblem(BoxedCurve problem, double[] y, double[] point, int[] free) {
    this.problem = problem;
    this.y = y;
    this.full = point.clone();
    this.best = point.clone();
    this.free = free;
  }

  /**
   * Runs the optimiser from the point given.
   *
   * @param rss cost there
   * @return whether the optimiser says that it has converged
   */
  boolean run(double rss) {
    bestRss = rss;
    double[] start = new double[free.length];
    for (int k = 0; k < free.length; k++) {
      start[k] = full[free[k]];
    }
    try {
      new LevenbergMarquardtOptimizer()
          .withCostRelativeTolerance(TOLERANCE)
          .withParameterRelativeTolerance(TOLERANCE)
          .optimize(
              LeastSquaresFactory.create(
                  this::evaluate,
                  new ArrayRealVector(problem.points()),
                  new ArrayRealVector(start),
                  null,
                  null,
                  MAX_EVALUATIONS,
                  MAX_EVALUATIONS,
                  false,
                  this::clamp));
      return true;
    } catch (ConvergenceException
        | TooManyEvaluationsException
        | TooManyIterationsException
        | MathIllegalArgumentException stopped) {
      // The best point seen stands; the caller judges by its slope whether it is a minimum.
      return false;
    }
  }

  /** Copies the best point seen. */
  void copyBest(double[] point) {
    System.arraycopy(best, 0, point, 0, point.length);
  }

  private RealVector clamp(RealVector point) {
    for (int k = 0; k < free.length; k++) {
      point.setEntry(k, problem.clamp(free[k], point.getEntry(k)));
    }
    return point;
  }

  private Pair<RealVector, RealMatrix> evaluate(RealVector point) {
    for (int k = 0; k < free.length; k++) {
      full[free[k]] = point.getEntry(k);
    }
    int points = problem.points();
    double[] residual = new double[points];
    double[][] derivatives = new double[points][full.length];
    double rss = problem.measure(full, y, residual, derivatives);
    double[][] jacobian = new double[points][free.length];
    for (int i = 0; i < points; i++) {
      // Commons Math forms target minus value; the target is zero here.
      residual[i] = -residual[i];
      for (int k = 0; k < free.length; k++) {
        jacobian[i][k] = derivatives[i][free[k]];
      }
    }
    if (rss < bestRss) {
      bestRss = rss;
      System.arraycopy(full, 0, best, 0, full.length);
    }
    return new Pair<>(
        new ArrayRealVector(residual, false), new Array2DRowRealMatrix(jacobian, false));
  }
}
