package org.tacflow.numerics;

import java.util.Arrays;

/**
 * The way of one start down to a minimum inside the box.
 *
 * <p>Alternates between minimising over the parameters that are free and holding those that press
 * against a bound (the cost falls outwards) or releasing those that want back.
 */
final class BoundedDescent {
  // Cosine between residual and a derivative below which a point is a minimum.
  private static final double FLAT = 1e-5;

  private final BoxedCurve problem;
  private final double[] y;
  private final double[] x;
  private final boolean[] held;
  private final double[] residual;
  private final double[][] jacobian;
  private double rss;
  private boolean converged;

  BoundedDescent(BoxedCurve problem, double[] y, double[] start) {
    this.problem = problem;
    this.y = y;
    int parameters = problem.parameters();
    this.x = new double[parameters];
    this.held = new boolean[parameters];
    this.residual = new double[problem.points()];
    this.jacobian = new double[problem.points()][parameters];
    for (int j = 0; j < parameters; j++) {
      x[j] = problem.clamp(j, start[j]);
      held[j] = problem.fixed(j);
    }
  }

  /** Descends; false when the curve is not finite at the start. */
  boolean run() {
    rss = problem.measure(x, y, residual, jacobian);
    if (!Double.isFinite(rss)) {
      return false;
    }
    // Each round adds or removes bounds; more rounds than faces of the box would be a cycle.
    for (int round = 0; round <= 2 * x.length; round++) {
      minimise();
      if (!settleBounds()) {
        break;
      }
    }
    return Double.isFinite(rss);
  }

  double rss() {
    return rss;
  }

  boolean converged() {
    return converged;
  }

  double[] point() {
    return x;
  }

  boolean[] held() {
    return held;
  }

  double[][] jacobian() {
    return jacobian;
  }

  private void minimise() {
    int[] free = freeParameters();
    converged = true;
    if (free.length > 0) {
      FreeProblem commons = new FreeProblem(problem, y, x, free);
      boolean stopped = commons.run(rss);
      commons.copyBest(x);
      rss = problem.measure(x, y, residual, jacobian);
      converged = stopped || flat(free);
    }
  }

  private int[] freeParameters() {
    int[] all = new int[x.length];
    int count = 0;
    for (int j = 0; j < x.length; j++) {
      if (!held[j]) {
        all[count++] = j;
      }
    }
    return Arrays.copyOf(all, count);
  }

  private boolean flat(int[] free) {
    for (int j : free) {
      double norm = 0;
      for (double[] row : jacobian) {
        norm += row[j] * row[j];
      }
      if (!onBound(j) && Math.abs(slope(j)) > FLAT * Math.sqrt(norm * rss)) {
        return false;
      }
    }
    return true;
  }

  private boolean onBound(int j) {
    return x[j] <= problem.lower(j) || x[j] >= problem.upper(j);
  }

  /** Half the derivative of the cost. */
  private double slope(int j) {
    double sum = 0;
    for (int i = 0; i < residual.length; i++) {
      sum -= residual[i] * jacobian[i][j];
    }
    return sum;
  }

  /** Holds what presses against a bound, releases what wants back; whether anything changed. */
  private boolean settleBounds() {
    boolean changed = false;
    for (int j = 0; j < x.length; j++) {
      if (!problem.fixed(j)) {
        double slope = slope(j);
        boolean presses =
            x[j] <= problem.lower(j) && slope >= 0 || x[j] >= problem.upper(j) && slope <= 0;
        changed |= presses != held[j];
        held[j] = presses;
      }
    }
    return changed;
  }
}
