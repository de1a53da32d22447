package org.tacflow.numerics;

/**
 * Weighted nonlinear least squares inside a box, from several starts.
 *
 * <p>Minimises {@code Σ w_f (y_f − c_f(x))²} over {@code lower ≤ x ≤ upper}. Each start runs the
 * Levenberg-Marquardt method of Commons Math with steps clamped to the box; parameters that end on
 * a bound with the cost falling outwards are then held there and the rest minimised again, until no
 * parameter wants to leave or to return. A start that fails does not touch the others. A parameter
 * whose bounds are equal is fixed. Source: Moré 1978, doi:10.1007/BFb0067700.
 *
 * <p>Allocates; meant as the audited reference, not for millions of curves.
 */
public final class LeastSquares {

  /** A curve that depends on parameters. */
  @FunctionalInterface
  public interface Curve {
    /**
     * Writes the curve and its derivatives.
     *
     * @param parameters inside the box; not changed
     * @param values out, one per point
     * @param jacobian out, {@code [point][parameter]}; columns of fixed parameters are not read
     */
    void evaluate(double[] parameters, double[] values, double[][] jacobian);
  }

  private final BoxedCurve problem;

  private LeastSquares(BoxedCurve problem) {
    this.problem = problem;
  }

  /**
   * Prepares a problem.
   *
   * @param curve the model curve with its derivatives
   * @param weights weights of squared residuals, finite and ≥ 0, one per point
   * @param lower lower bounds, −∞ allowed
   * @param upper upper bounds, ∞ allowed; equal to the lower bound fixes the parameter
   */
  public static LeastSquares of(Curve curve, double[] weights, double[] lower, double[] upper) {
    if (lower.length == 0 || lower.length != upper.length) {
      throw new IllegalArgumentException(
          "Invalid bounds: "
              + lower.length
              + " lower and "
              + upper.length
              + " upper (must be as many of each, at least one)");
    }
    for (int j = 0; j < lower.length; j++) {
      if (!(lower[j] <= upper[j])) {
        throw new IllegalArgumentException(
            "Invalid bounds of parameter "
                + j
                + ": "
                + lower[j]
                + " to "
                + upper[j]
                + " (must be in order)");
      }
    }
    double[] rootWeights = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
        throw new IllegalArgumentException(
            "Invalid weight of point " + i + ": " + weights[i] + " (must be finite and >= 0)");
      }
      rootWeights[i] = Math.sqrt(weights[i]);
    }
    return new LeastSquares(new BoxedCurve(curve, rootWeights, lower.clone(), upper.clone()));
  }

  /**
   * The lowest minimum that any start reaches, or null when every start fails.
   *
   * @param observed finite wherever the weight is above 0
   * @param starts starting points, moved into the box where they lie outside
   */
  public LeastSquaresSolution solve(double[] observed, double[][] starts) {
    double[] y = problem.weighted(observed);
    BoundedDescent best = null;
    int converged = 0;
    for (double[] start : starts) {
      BoundedDescent descent = new BoundedDescent(problem, y, start);
      if (!descent.run()) {
        continue;
      }
      converged += descent.converged() ? 1 : 0;
      if (best == null || descent.rss() < best.rss()) {
        best = descent;
      }
    }
    return best == null ? null : solution(best, converged);
  }

  private LeastSquaresSolution solution(BoundedDescent best, int convergedStarts) {
    double[] x = best.point();
    int fitted = 0;
    long atLower = 0;
    long atUpper = 0;
    for (int j = 0; j < x.length; j++) {
      if (!problem.fixed(j)) {
        fitted++;
        atLower |= x[j] <= problem.lower(j) ? 1L << j : 0;
        atUpper |= x[j] >= problem.upper(j) ? 1L << j : 0;
      }
    }
    int used = problem.pointsWithWeight();
    double variance = used > fitted ? best.rss() / (used - fitted) : Double.NaN;
    double[][] covariance = Covariance.of(best.jacobian(), best.held(), variance);
    return new LeastSquaresSolution(
        x, best.rss(), covariance, atLower, atUpper, best.converged(), convergedStarts);
  }
}
