package org.tacflow.numerics;

/**
 * Linear least squares over up to four coefficients, each inside a box: exact, from the normal
 * matrix.
 *
 * <p>Minimises {@code bᵀGb − 2 hᵀb} over {@code lower ≤ b ≤ upper} with {@code G = AᵀWA} and {@code
 * h = AᵀWy}. Every combination of free, lower and upper is solved and the best feasible one kept,
 * at most 3ⁿ small systems. Not for two threads at once.
 */
public final class BoxLeastSquares {
  private final int size;
  private final double[] lower;
  private final double[] upper;
  private final double[] trial;
  private final double[] best;
  private final double[][] system;
  private final int[] free;

  private BoxLeastSquares(double[] lower, double[] upper) {
    this.size = lower.length;
    this.lower = lower;
    this.upper = upper;
    this.trial = new double[size];
    this.best = new double[size];
    this.system = new double[size][size + 1];
    this.free = new int[size];
  }

  /**
   * For one box.
   *
   * @param lower lower bounds, −∞ allowed
   * @param upper upper bounds, ∞ allowed; equal to the lower bound fixes the coefficient
   */
  public static BoxLeastSquares of(double[] lower, double[] upper) {
    return new BoxLeastSquares(lower.clone(), upper.clone());
  }

  /**
   * Solves one problem.
   *
   * @param gram G, symmetric
   * @param projection h
   * @return {@code bᵀGb − 2 hᵀb} at the solution; add {@code Σwy²} for the residual sum. Infinite
   *     when no combination has a solution.
   */
  public double solve(double[][] gram, double[] projection) {
    int faces = 1;
    for (int j = 0; j < size; j++) {
      faces *= 3;
    }
    double lowest = Double.POSITIVE_INFINITY;
    for (int face = 0; face < faces; face++) {
      if (!onFace(face, gram, projection)) {
        continue;
      }
      double cost = cost(gram, projection);
      if (cost < lowest) {
        lowest = cost;
        System.arraycopy(trial, 0, best, 0, size);
      }
    }
    return lowest;
  }

  /** Coefficient {@code j} of the last solution. */
  public double coefficient(int j) {
    return best[j];
  }

  /** Sets the trial to the minimum on one face; false when it lies outside or there is none. */
  private boolean onFace(int face, double[][] gram, double[] projection) {
    int count = 0;
    int code = face;
    for (int j = 0; j < size; j++) {
      int where = code % 3;
      code /= 3;
      boolean fixed = lower[j] == upper[j];
      if (where == 0 && !fixed) {
        free[count++] = j;
      } else {
        trial[j] = where == 1 ? lower[j] : upper[j];
        if (where == 0 || Double.isInfinite(trial[j])) {
          return false;
        }
      }
    }
    for (int a = 0; a < count; a++) {
      double sum = projection[free[a]];
      for (int j = 0; j < size; j++) {
        sum -= isFree(j, count) ? 0 : gram[free[a]][j] * trial[j];
      }
      system[a][count] = sum;
      for (int b = 0; b < count; b++) {
        system[a][b] = gram[free[a]][free[b]];
      }
    }
    return eliminate(count);
  }

  private boolean isFree(int j, int count) {
    for (int a = 0; a < count; a++) {
      if (free[a] == j) {
        return true;
      }
    }
    return false;
  }

  /** Gauss elimination; the matrix is positive definite, so its diagonal serves as pivots. */
  private boolean eliminate(int count) {
    for (int k = 0; k < count; k++) {
      double pivot = system[k][k];
      if (!(pivot > 0)) {
        return false;
      }
      for (int i = k + 1; i < count; i++) {
        double factor = system[i][k] / pivot;
        for (int j = k; j <= count; j++) {
          system[i][j] -= factor * system[k][j];
        }
      }
    }
    for (int k = count - 1; k >= 0; k--) {
      double sum = system[k][count];
      for (int j = k + 1; j < count; j++) {
        sum -= system[k][j] * trial[free[j]];
      }
      double value = sum / system[k][k];
      if (!(value >= lower[free[k]] && value <= upper[free[k]])) {
        return false;
      }
      trial[free[k]] = value;
    }
    return true;
  }

  private double cost(double[][] gram, double[] projection) {
    double sum = 0;
    for (int a = 0; a < size; a++) {
      double row = -2 * projection[a];
      for (int b = 0; b < size; b++) {
        row += gram[a][b] * trial[b];
      }
      sum += trial[a] * row;
    }
    return sum;
  }
}
