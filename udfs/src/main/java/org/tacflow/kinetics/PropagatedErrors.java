package org.tacflow.kinetics;

import org.tacflow.curve.FrameWeights;

/**
 * Standard errors of a regression on integrals, from the noise of the frames themselves.
 *
 * <p>The noise of one frame enters its own point of such a regression and, through the integrals,
 * all later ones: residuals are correlated, and the standard errors of the regression come out half
 * to twice the scatter of the estimates. Here the delta method starts at the frames, whose noise is
 * independent with variance {@code σ²/w_f}:
 *
 * <pre>
 * se² = σ² Σ (∂estimate/∂C_f)² / w_f,   σ² = rss / Σ ½ (∂²rss/∂C_f²) / w_f
 * </pre>
 *
 * with both derivatives by central differences, two more fits per frame: for the few curves of
 * regions. A frame of weight 0 counts as known. NaN where a neighbouring curve cannot be fitted and
 * where the model gives no residual sum.
 */
final class PropagatedErrors implements TacFitter {
  // Small against any curve, large against the rounding of its sums of squares.
  private static final double STEP = 1e-4;

  private final TacFitter inner;
  private final double[] weights;
  private final Fit above;
  private final Fit below;
  private final double[] variance;

  /** Around a fitter of a model with that many parameters. */
  PropagatedErrors(TacFitter inner, FrameWeights weights, int parameters) {
    this.inner = inner;
    this.weights = weights.toArray();
    this.above = new Fit(parameters);
    this.below = new Fit(parameters);
    this.variance = new double[parameters];
  }

  @Override
  public Status fit(double[] tac, Fit fit) {
    Status status = inner.fit(tac, fit);
    if (!status.hasNumbers()) {
      return status;
    }
    double peak = 0;
    for (double value : tac) {
      peak = Math.max(peak, Math.abs(value));
    }
    double step = STEP * peak;
    double[] moved = tac.clone();
    double curvature = 0;
    java.util.Arrays.fill(variance, 0);
    for (int f = 0; f < moved.length; f++) {
      if (!(weights[f] > 0)) {
        continue;
      }
      moved[f] = tac[f] + step;
      boolean numbers = inner.fit(moved, above).hasNumbers();
      moved[f] = tac[f] - step;
      numbers &= inner.fit(moved, below).hasNumbers();
      moved[f] = tac[f];
      double bend = above.weightedRss() - 2 * fit.weightedRss() + below.weightedRss();
      curvature += numbers ? 0.5 * bend / (step * step * weights[f]) : Double.NaN;
      for (int p = 0; p < variance.length; p++) {
        double slope = (above.estimates()[p] - below.estimates()[p]) / (2 * step);
        variance[p] += slope * slope / weights[f];
      }
    }
    double noise = fit.weightedRss() / curvature;
    for (int p = 0; p < variance.length; p++) {
      // What the model leaves without an error, a fixed blood volume, keeps none.
      boolean known = !Double.isNaN(fit.standardErrors()[p]) && noise >= 0;
      fit.standardErrors()[p] = known ? Math.sqrt(noise * variance[p]) : Double.NaN;
    }
    return status;
  }
}
