package org.tacflow.stats;

import java.util.Arrays;
import org.tacflow.numerics.InnerProduct;

/**
 * The log-likelihood of a logistic regression, plain or with Firth's penalty, and its maximum.
 *
 * <p>{@code ll = Σ [y η - ln(1 + e^η)]}, penalised by {@code ½ ln det(X'WX)} with {@code W =
 * p(1-p)}. Newton's method with halved steps; the score is {@code X'(y - p)}, with the penalty
 * {@code X'(y - p + h(½ - p))} where h are the leverages. Sources: McCullagh and Nelder 1989, ISBN
 * 9780412317606; Firth 1993, doi:10.1093/biomet/80.1.27.
 */
final class LogisticLikelihood {
  private static final int MAX_ITERATIONS = 200;

  /**
   * Newton decrement, twice the gain in log-likelihood that is left, at which a fit has converged.
   */
  private static final double CONVERGED = 1e-22;

  private final double[][] columns;
  private final double[] y;
  private final boolean penalised;

  private LogisticLikelihood(double[][] columns, double[] y, boolean penalised) {
    this.columns = columns;
    this.y = y;
    this.penalised = penalised;
  }

  static LogisticLikelihood plain(double[][] columns, double[] y) {
    return new LogisticLikelihood(columns, y, false);
  }

  static LogisticLikelihood firth(double[][] columns, double[] y) {
    return new LogisticLikelihood(columns, y, true);
  }

  /** Log-likelihood, with the penalty if any. */
  double value(double[] beta) {
    double[] eta = predictor(beta);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      // ln(1 + e^η) without overflow.
      sum += y[i] * eta[i] - Math.max(eta[i], 0) - Math.log1p(Math.exp(-Math.abs(eta[i])));
    }
    if (!penalised) {
      return sum;
    }
    ColumnSpace space = weighted(beta);
    return space.rank() < columns.length
        ? Double.NEGATIVE_INFINITY
        : sum + space.logDeterminant() / 2;
  }

  /** {@code (X'WX)^-1}, null where it does not exist. */
  double[][] covariance(double[] beta) {
    ColumnSpace space = weighted(beta);
    return space.rank() < columns.length ? null : space.inverseCross();
  }

  /**
   * Moves {@code beta} to the maximum over all coefficients but {@code held} (-1 for all).
   *
   * @return whether it converged
   */
  boolean maximise(double[] beta, int held) {
    double current = value(beta);
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      double[] score = score(beta);
      double[] step = step(beta, score, held);
      if (step == null) {
        return false;
      }
      double decrement = 0;
      for (int c = 0; c < step.length; c++) {
        decrement += step[c] * score[c];
      }
      double factor = 1;
      double[] next = moved(beta, step, factor);
      double value = value(next);
      while (!(value >= current - 1e-12 * Math.abs(current)) && factor > 1e-8) {
        factor /= 2;
        next = moved(beta, step, factor);
        value = value(next);
      }
      System.arraycopy(next, 0, beta, 0, beta.length);
      current = value;
      if (Math.abs(decrement) < CONVERGED) {
        return true;
      }
    }
    return false;
  }

  private double[] step(double[] beta, double[] score, int held) {
    int[] free = new int[columns.length - (held < 0 ? 0 : 1)];
    double[][] some = new double[free.length][];
    double[] root = rootWeights(beta);
    int at = 0;
    for (int c = 0; c < columns.length; c++) {
      if (c != held) {
        free[at] = c;
        some[at++] = times(columns[c], root);
      }
    }
    ColumnSpace space = ColumnSpace.of(some, y.length);
    double[] step = new double[columns.length];
    if (space.rank() < free.length) {
      return null;
    }
    double[][] inverse = space.inverseCross();
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j < free.length; j++) {
        step[free[i]] += inverse[i][j] * score[free[j]];
      }
    }
    return step;
  }

  private double[] score(double[] beta) {
    double[] eta = predictor(beta);
    double[] leverage = penalised ? weighted(beta).leverages() : new double[y.length];
    double[] rest = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      double p = 1 / (1 + Math.exp(-eta[i]));
      rest[i] = y[i] - p + leverage[i] * (0.5 - p);
    }
    return Arrays.stream(columns).mapToDouble(column -> InnerProduct.of(column, rest)).toArray();
  }

  private ColumnSpace weighted(double[] beta) {
    double[] root = rootWeights(beta);
    double[][] scaled = new double[columns.length][];
    Arrays.setAll(scaled, c -> times(columns[c], root));
    return ColumnSpace.of(scaled, y.length);
  }

  private double[] rootWeights(double[] beta) {
    double[] root = predictor(beta);
    for (int i = 0; i < root.length; i++) {
      // sqrt(p (1 - p)) = 1/(2 cosh(η/2)).
      root[i] = 0.5 / Math.cosh(root[i] / 2);
    }
    return root;
  }

  private double[] predictor(double[] beta) {
    double[] eta = new double[y.length];
    for (int c = 0; c < columns.length; c++) {
      for (int i = 0; i < eta.length; i++) {
        eta[i] += columns[c][i] * beta[c];
      }
    }
    return eta;
  }

  private static double[] moved(double[] beta, double[] step, double factor) {
    double[] next = beta.clone();
    for (int c = 0; c < next.length; c++) {
      next[c] += factor * step[c];
    }
    return next;
  }

  private static double[] times(double[] a, double[] b) {
    double[] product = new double[a.length];
    Arrays.setAll(product, i -> a[i] * b[i]);
    return product;
  }
}
