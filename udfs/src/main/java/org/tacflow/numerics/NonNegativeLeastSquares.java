package org.tacflow.numerics;

import java.util.Arrays;

/**
 * Least squares with many non-negative coefficients, from the normal matrix.
 *
 * <p>Minimises {@code bᵀGb − 2 hᵀb} over {@code b ≥ 0} by the active-set method of Lawson and
 * Hanson, Solving Least Squares Problems, 1974, chapter 23. Keeps scratch; not for two threads at
 * once.
 */
public final class NonNegativeLeastSquares {
  // Relative to the largest projection: a smaller slope is rounding.
  private static final double FLAT = 1e-10;

  private final int size;
  private final double[][] gram;
  private final double[] solution;
  private final double[] trial;
  private final boolean[] passive;
  private final double[][] factor;
  private final int[] index;

  private NonNegativeLeastSquares(double[][] gram) {
    this.size = gram.length;
    this.gram = gram;
    this.solution = new double[size];
    this.trial = new double[size];
    this.passive = new boolean[size];
    this.factor = new double[size][size];
    this.index = new int[size];
  }

  /**
   * For one normal matrix.
   *
   * @param gram G, symmetric, columns of about equal length
   */
  public static NonNegativeLeastSquares of(double[][] gram) {
    double[][] copy = new double[gram.length][];
    for (int i = 0; i < gram.length; i++) {
      copy[i] = gram[i].clone();
    }
    return new NonNegativeLeastSquares(copy);
  }

  /**
   * Solves for one right-hand side.
   *
   * @param projection h
   * @return whether the method ended in a minimum
   */
  public boolean solve(double[] projection) {
    Arrays.fill(solution, 0);
    Arrays.fill(passive, false);
    double scale = 0;
    for (double h : projection) {
      scale = Math.max(scale, Math.abs(h));
    }
    for (int round = 0; round < 3 * size; round++) {
      int steepest = steepest(projection, FLAT * scale);
      if (steepest < 0) {
        return true;
      }
      passive[steepest] = true;
      if (!settle(projection, steepest)) {
        return true;
      }
    }
    return false;
  }

  /** Coefficient {@code j} of the last solution. */
  public double coefficient(int j) {
    return solution[j];
  }

  private int steepest(double[] projection, double flat) {
    int found = -1;
    double most = flat;
    for (int j = 0; j < size; j++) {
      if (!passive[j]) {
        double slope = projection[j];
        for (int k = 0; k < size; k++) {
          slope -= solution[k] == 0 ? 0 : gram[j][k] * solution[k];
        }
        if (slope > most) {
          most = slope;
          found = j;
        }
      }
    }
    return found;
  }

  /** Moves to the minimum over the passive set, dropping what turns negative; false when stuck. */
  private boolean settle(double[] projection, int entered) {
    for (int inner = 0; inner < 2 * size; inner++) {
      if (!minimum(projection)) {
        passive[entered] = false;
        return false;
      }
      double step = 1;
      int blocking = -1;
      for (int j = 0; j < size; j++) {
        if (passive[j] && trial[j] <= 0) {
          double reach = solution[j] / (solution[j] - trial[j]);
          if (!(reach >= step)) {
            step = Double.isNaN(reach) ? 0 : reach;
            blocking = j;
          }
        }
      }
      for (int j = 0; j < size; j++) {
        if (passive[j]) {
          solution[j] += step * (trial[j] - solution[j]);
        }
      }
      if (blocking < 0) {
        return true;
      }
      passive[blocking] = false;
      solution[blocking] = 0;
      // The column that came in last cannot improve anything: rounding let it in.
      if (blocking == entered) {
        return false;
      }
    }
    return false;
  }

  /** Cholesky solution over the passive set into trial; false when it is singular. */
  private boolean minimum(double[] projection) {
    int count = 0;
    for (int j = 0; j < size; j++) {
      if (passive[j]) {
        index[count++] = j;
      }
    }
    for (int a = 0; a < count; a++) {
      double right = projection[index[a]];
      for (int b = 0; b <= a; b++) {
        double sum = gram[index[a]][index[b]];
        for (int c = 0; c < b; c++) {
          sum -= factor[a][c] * factor[b][c];
        }
        if (a == b) {
          if (!(sum > 1e-13 * gram[index[a]][index[a]])) {
            return false;
          }
          factor[a][a] = Math.sqrt(sum);
        } else {
          factor[a][b] = sum / factor[b][b];
        }
      }
      for (int b = 0; b < a; b++) {
        right -= factor[a][b] * trial[index[b]];
      }
      trial[index[a]] = right / factor[a][a];
    }
    for (int a = count - 1; a >= 0; a--) {
      double sum = trial[index[a]];
      for (int b = a + 1; b < count; b++) {
        sum -= factor[b][a] * trial[index[b]];
      }
      trial[index[a]] = sum / factor[a][a];
    }
    return true;
  }
}
