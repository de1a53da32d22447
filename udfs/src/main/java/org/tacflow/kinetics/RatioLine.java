package org.tacflow.kinetics;

import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.kinetics.FrameNoise.Part;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.tacflow.numerics.LinearRegression;

/**
 * The straight line through ratios that graphical models share: {@code y/d = slope · x/d +
 * intercept}.
 *
 * <p>Keeps scratch: one instance per fitter.
 */
final class RatioLine {
  private static final int MINIMUM_FRAMES = 3;

  private final int first;
  private final double[] frameWeights;
  private final CurveCheck check;
  private final LinearRegression regression;
  private final FrameNoise noise;
  private final Part denominatorPart;
  private final double[] lineWeights;
  private final double[] productWeights;
  private final double[][] products = new double[2][];
  private final double[] row = new double[2];

  private RatioLine(
      int first, FrameWeights used, FrameWeights all, FrameNoise noise, Part denominator) {
    this.first = first;
    this.frameWeights = all.toArray();
    this.check = CurveCheck.ofLate(used, all.size(), MINIMUM_FRAMES);
    this.regression = LinearRegression.of(all.size(), 2);
    this.noise = noise;
    this.denominatorPart = denominator;
    this.lineWeights = new double[all.size()];
    this.productWeights = new double[all.size()];
    for (int f = first; f < lineWeights.length; f++) {
      lineWeights[f] = frameWeights[f] > 0 ? 1 : 0;
    }
  }

  /**
   * A line over the frames from t* on that have weight, all alike until weights are set.
   *
   * @param integral carries the noise of the frames, null for the errors of the regression
   * @param ordinate what of the curve y is
   * @param denominator what of the curve d is
   */
  static RatioLine of(
      FrameTiming timing,
      FrameWeights weights,
      TStar tStar,
      FrameIntegral integral,
      Part ordinate,
      Part denominator) {
    int first = UsedFrames.first(timing, tStar);
    FrameNoise noise =
        integral == null
            ? null
            : new FrameNoise(integral, weights, first, ordinate, denominator, Part.KNOWN);
    return new RatioLine(first, UsedFrames.from(first, weights), weights, noise, denominator);
  }

  /** Frames used. */
  int used() {
    return check.used();
  }

  /** Index of the first frame used. */
  int first() {
    return first;
  }

  /** Weight of a frame in the scan's own weights. */
  double frameWeight(int f) {
    return frameWeights[f];
  }

  /** The status of a curve that no line can be laid through, or null. */
  Status refuse(double[] tac) {
    return check.refuse(tac);
  }

  /**
   * Sets the weights of the line from the variance of its ordinates, scaled to mean 1.
   *
   * @param variance one per frame, relative; read where a frame is used
   */
  void setVariances(double[] variance) {
    double sum = 0;
    for (int f = first; f < lineWeights.length; f++) {
      lineWeights[f] = frameWeights[f] > 0 ? 1 / variance[f] : 0;
      sum += lineWeights[f];
    }
    for (int f = first; f < lineWeights.length; f++) {
      lineWeights[f] *= used() / sum;
    }
  }

  /**
   * Lays the line and writes slope and intercept, with standard errors, as the first two estimates.
   *
   * <p>A denominator at or below 0 in a used frame is {@link Status#IMPLAUSIBLE}.
   *
   * @param x numerator of the abscissa, one per frame
   * @param y numerator of the ordinate
   * @param denominator of both
   */
  Status fit(double[] x, double[] y, double[] denominator, Fit fit) {
    regression.clear();
    for (int f = first; f < x.length; f++) {
      if (lineWeights[f] > 0) {
        if (!(denominator[f] > 0)) {
          return fit.fail(Status.IMPLAUSIBLE, used());
        }
        row[0] = 1;
        row[1] = x[f] / denominator[f];
        regression.add(lineWeights[f], y[f] / denominator[f], row);
      }
    }
    if (!regression.solve()) {
      return fit.fail(Status.SINGULAR, used());
    }
    fit.estimates()[0] = regression.coefficient(1);
    fit.estimates()[1] = regression.coefficient(0);
    carry(x, y, denominator);
    fit.standardErrors()[0] = standardError(1);
    fit.standardErrors()[1] = standardError(0);
    return fit.succeed(Status.CONVERGED, regression.weightedRss(), used(), 0);
  }

  /** The line times its denominator is a regression of y on d and x, with weights over d². */
  private void carry(double[] x, double[] y, double[] denominator) {
    if (noise == null) {
      return;
    }
    for (int f = first; f < x.length; f++) {
      boolean used = lineWeights[f] > 0;
      productWeights[f] = used ? lineWeights[f] / (denominator[f] * denominator[f]) : 0;
    }
    products[0] = denominator;
    products[1] = x;
    double[] divisor = denominatorPart == Part.CURVE ? denominator : null;
    noise.carry(regression, y, products, productWeights, divisor);
  }

  private double standardError(int column) {
    return noise == null
        ? regression.standardError(column)
        : Math.sqrt(noise.covariance(column, column));
  }
}
