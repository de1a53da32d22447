package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.FrameNoise.Part;
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
  private final FrameNoise noise;
  private final double[] row;
  private double[] ordinates;
  private double[][] abscissas;
  private ColumnFeedback feedback;
  private boolean carried;

  private LateRegression(
      int first, FrameWeights used, FrameWeights all, FrameNoise noise, int columns) {
    this.first = first;
    this.weights = all.toArray();
    this.check = CurveCheck.ofLate(used, weights.length, columns + 1);
    this.regression = LinearRegression.of(weights.length, columns);
    this.noise = noise;
    this.row = new double[columns];
  }

  /**
   * Over the frames from t* on.
   *
   * @param integral carries the noise of the frames, null for the errors of the regression
   * @param ordinate what of the curve the ordinate is
   * @param columns what of it each column is
   */
  static LateRegression of(
      FrameTiming timing,
      FrameWeights weights,
      TStar tStar,
      FrameIntegral integral,
      Part ordinate,
      Part... columns) {
    int first = UsedFrames.first(timing, tStar);
    FrameNoise noise =
        integral == null ? null : new FrameNoise(integral, weights, first, ordinate, columns);
    FrameWeights used = UsedFrames.from(first, weights);
    return new LateRegression(first, used, weights, noise, columns.length);
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
    // The noise is carried when a standard error is asked for: not in every round of a repetition.
    ordinates = y;
    abscissas = columns;
    feedback = null;
    carried = false;
    return regression.solve();
  }

  /** Lets the standard errors of the solved regression follow columns that hold coefficients. */
  void follow(ColumnFeedback columns) {
    columns.close(regression, abscissas, weights);
    feedback = columns;
  }

  /** Ends a fit whose columns depend on one another. */
  Status singular(Fit fit) {
    return fit.fail(Status.SINGULAR, used());
  }

  double coefficient(int column) {
    return regression.coefficient(column);
  }

  private double covariance(int a, int b) {
    if (noise == null) {
      return regression.covariance(a, b);
    }
    if (!carried) {
      noise.carry(regression, ordinates, abscissas, weights, null);
      carried = true;
    }
    return noise.covariance(a, b);
  }

  double standardError(int column) {
    java.util.Arrays.fill(row, 0);
    row[column] = 1;
    return standardError(row);
  }

  /** Standard error of the quotient of two coefficients, by the delta method. */
  double ratioStandardError(int top, int bottom) {
    java.util.Arrays.fill(row, 0);
    row[top] = 1 / coefficient(bottom);
    row[bottom] = -coefficient(top) * row[top] * row[top];
    return standardError(row);
  }

  /**
   * Standard error of a function of the coefficients, by the delta method.
   *
   * @param gradient derivative in each coefficient
   */
  double standardError(double[] gradient) {
    double[] held = feedback == null ? gradient : feedback.through(gradient);
    double sum = 0;
    for (int a = 0; a < held.length; a++) {
      for (int b = 0; b < held.length; b++) {
        sum += held[a] * held[b] * covariance(a, b);
      }
    }
    return Math.sqrt(sum);
  }

  double weightedRss() {
    return regression.weightedRss();
  }
}
