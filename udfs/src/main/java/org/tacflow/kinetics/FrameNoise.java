package org.tacflow.kinetics;

import org.tacflow.curve.FrameWeights;
import org.tacflow.numerics.LinearRegression;

/**
 * The noise of the frames carried into the coefficients of a regression on integrals.
 *
 * <p>The noise of one frame enters its own point of such a regression and, through the integrals,
 * all later ones: residuals are correlated, and the standard errors of the regression come out half
 * to twice the scatter of the estimates. Here the delta method starts at the frames, whose noise is
 * independent with variance {@code σ²/w_f}. With ordinate y, columns X, weights ω, coefficients b
 * and residual {@code r = y − Xb}, each of which follows the curve,
 *
 * <pre>
 * ∂b/∂C_f = (XᵀωX)⁻¹ [Xᵀω ∂(y − Xb)/∂C_f + (∂X/∂C_f)ᵀ ω r],   b held inside the bracket
 * cov b   = σ² Σ_f (∂b/∂C_f)(∂b/∂C_f)ᵀ / w_f
 * σ²      = rᵀωr / Σ_f (eᵀωe − eᵀωX (XᵀωX)⁻¹ Xᵀωe) / w_f,     e = ∂(y − Xb)/∂C_f
 * </pre>
 *
 * A frame of weight 0 counts as known. Exact up to second order in the residuals; no fit is
 * repeated, so it serves voxels as it serves regions. One instance per fitter.
 */
final class FrameNoise {
  /** What of the curve stands in the ordinate or in a column. */
  enum Part {
    KNOWN,
    CURVE,
    INTEGRAL,
    DOUBLE_INTEGRAL
  }

  private final int first;
  private final Part ordinate;
  private final Part[] columns;
  private final double[] inverse;
  private final double[][] single;
  private final double[][] twice;
  // Sums over the frames g of products of rows of identity, single and double integral, over w_g.
  private final double[] onSingle;
  private final double[] onTwice;
  private final double[] singles;
  private final double[] twices;
  private final double[] mixed;
  private final double[][] pull;
  private final double[][] gradient;
  private final double[][] covariance;
  private double variance;

  /**
   * For regressions over the frames from the first used one on.
   *
   * @param integral how the integrals hang on the frames
   * @param weights of all frames of the scan
   */
  FrameNoise(
      FrameIntegral integral, FrameWeights weights, int first, Part ordinate, Part... columns) {
    int frames = weights.size();
    this.first = first;
    this.ordinate = ordinate;
    this.columns = columns.clone();
    this.inverse = new double[frames];
    for (int f = 0; f < frames; f++) {
      inverse[f] = weights.get(f) > 0 ? 1 / weights.get(f) : 0;
    }
    this.single = new double[frames][frames];
    this.twice = new double[frames][frames];
    double[] one = new double[frames];
    double[] running = new double[frames];
    double[] doubled = new double[frames];
    for (int g = 0; g < frames; g++) {
      one[g] = 1;
      integral.runningTwice(one, running, doubled);
      one[g] = 0;
      for (int f = g; f < frames; f++) {
        single[f][g] = running[f];
        twice[f][g] = doubled[f];
      }
    }
    this.onSingle = diagonal(single);
    this.onTwice = diagonal(twice);
    this.singles = products(single, single);
    this.twices = products(twice, twice);
    this.mixed = products(single, twice);
    this.pull = new double[columns.length][frames];
    this.gradient = new double[columns.length][frames];
    this.covariance = new double[columns.length][columns.length];
  }

  private double[] diagonal(double[][] rows) {
    double[] out = new double[rows.length];
    for (int f = 0; f < out.length; f++) {
      out[f] = rows[f][f] * inverse[f];
    }
    return out;
  }

  private double[] products(double[][] a, double[][] b) {
    double[] out = new double[a.length];
    for (int f = 0; f < out.length; f++) {
      for (int g = 0; g <= f; g++) {
        out[f] += a[f][g] * b[f][g] * inverse[g];
      }
    }
    return out;
  }

  /**
   * Carries the noise through a regression that is solved.
   *
   * @param y ordinates, one per frame
   * @param x columns, {@code [column][frame]}
   * @param weights ω of the regression; frames of weight 0 are left out
   * @param divisor the noisy curve by which ω was divided twice, as ratios do; else null
   */
  void carry(
      LinearRegression solved, double[] y, double[][] x, double[] weights, double[] divisor) {
    double byCurve = share(Part.CURVE, solved);
    double bySingle = share(Part.INTEGRAL, solved);
    double byTwice = share(Part.DOUBLE_INTEGRAL, solved);
    for (double[] row : pull) {
      java.util.Arrays.fill(row, 0);
    }
    double spread = 0;
    for (int f = first; f < y.length; f++) {
      double w = weights[f];
      if (w == 0) {
        continue;
      }
      double residual = y[f];
      for (int c = 0; c < columns.length; c++) {
        residual -= solved.coefficient(c) * x[c][f];
      }
      double own = divisor == null ? byCurve : byCurve - 2 * residual / divisor[f];
      spread +=
          w
              * (own * own * inverse[f]
                  + 2 * own * (bySingle * onSingle[f] + byTwice * onTwice[f])
                  + bySingle * bySingle * singles[f]
                  + 2 * bySingle * byTwice * mixed[f]
                  + byTwice * byTwice * twices[f]);
      for (int c = 0; c < columns.length; c++) {
        Part part = columns[c];
        double wx = w * x[c][f];
        double wr = w * residual;
        pull[c][f] += own * wx + (part == Part.CURVE ? wr : 0);
        add(pull[c], single[f], f, bySingle * wx + (part == Part.INTEGRAL ? wr : 0));
        add(pull[c], twice[f], f, byTwice * wx + (part == Part.DOUBLE_INTEGRAL ? wr : 0));
      }
    }
    variance = solved.weightedRss() / (spread - project(solved));
  }

  /** How the residual follows one part of the curve. */
  private double share(Part part, LinearRegression solved) {
    double share = ordinate == part ? 1 : 0;
    for (int c = 0; c < columns.length; c++) {
      share -= columns[c] == part ? solved.coefficient(c) : 0;
    }
    return share;
  }

  private static void add(double[] sums, double[] row, int last, double factor) {
    if (factor != 0) {
      for (int g = 0; g <= last; g++) {
        sums[g] += factor * row[g];
      }
    }
  }

  /** Writes gradients and covariance; returns what the fit takes off the squares of residuals. */
  private double project(LinearRegression solved) {
    double taken = 0;
    for (int a = 0; a < columns.length; a++) {
      for (int f = 0; f < inverse.length; f++) {
        double sum = 0;
        for (int c = 0; c < columns.length; c++) {
          sum += solved.unscaledCovariance(a, c) * pull[c][f];
        }
        gradient[a][f] = sum;
        taken += inverse[f] * sum * pull[a][f];
      }
    }
    for (int a = 0; a < columns.length; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = 0;
        for (int f = 0; f < inverse.length; f++) {
          sum += inverse[f] * gradient[a][f] * gradient[b][f];
        }
        covariance[a][b] = sum;
        covariance[b][a] = sum;
      }
    }
    return taken;
  }

  /** Covariance of two coefficients; NaN where the residuals leave no variance to estimate. */
  double covariance(int a, int b) {
    return variance >= 0 ? variance * covariance[a][b] : Double.NaN;
  }
}
