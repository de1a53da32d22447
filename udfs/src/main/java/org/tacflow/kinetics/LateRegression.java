package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.tacflow.numerics.LinearRegression;

/**
 * The weighted regression over the frames from t* on that multilinear models share.
 *
 * <p>Keeps scratch: one instance per fitter.
 */
final class LateRegression {
  private final int first;
  private final double[] weights;
  private final CurveCheck check;
  private final LinearRegression regression;
  private final double[] row;

  private LateRegression(int first, FrameWeights used, FrameWeights all, int columns) {
    this.first = first;
    this.weights = all.toArray();
    this.check = CurveCheck.ofLate(used, weights.length, columns + 1);
    this.regression = LinearRegression.of(weights.length, columns);
    this.row = new double[columns];
  }

  static LateRegression of(FrameTiming timing, FrameWeights weights, TStar tStar, int columns) {
    int first = UsedFrames.first(timing, tStar);
    return new LateRegression(first, UsedFrames.from(first, weights), weights, columns);
  }

  /** The status of a curve that cannot be fitted, or null. */
  Status refuse(double[] tac) {
    return check.refuse(tac);
  }

  /** Frames used. */
  int used() {
    return check.used();
  }

  /** Whether no frame is left out at the start. */
  boolean fromStart() {
    return first == 0;
  }

  /**
   * Solves for one curve.
   *
   * @param y ordinates, one per frame
   * @param columns abscissas, {@code [column][frame]}
   * @return false when the columns depend on one another
   */
  boolean solve(double[] y, double[][] columns) {
    regression.clear();
    for (int f = first; f < y.length; f++) {
      for (int c = 0; c < row.length; c++) {
        row[c] = columns[c][f];
      }
      regression.add(weights[f], y[f], row);
    }
    return regression.solve();
  }

  /** Ends a fit whose columns depend on one another. */
  Status singular(Fit fit) {
    return fit.fail(Status.SINGULAR, used());
  }

  double coefficient(int column) {
    return regression.coefficient(column);
  }

  double covariance(int a, int b) {
    return regression.covariance(a, b);
  }

  double standardError(int column) {
    return regression.standardError(column);
  }

  /** Standard error of the quotient of two coefficients. */
  double ratioStandardError(int top, int bottom) {
    return regression.ratioStandardError(top, bottom);
  }

  /**
   * Standard error of a function of the coefficients, by the delta method.
   *
   * @param gradient derivative in each coefficient
   */
  double standardError(double[] gradient) {
    double sum = 0;
    for (int a = 0; a < gradient.length; a++) {
      for (int b = 0; b < gradient.length; b++) {
        sum += gradient[a] * gradient[b] * covariance(a, b);
      }
    }
    return Math.sqrt(sum);
  }

  double weightedRss() {
    return regression.weightedRss();
  }
}
