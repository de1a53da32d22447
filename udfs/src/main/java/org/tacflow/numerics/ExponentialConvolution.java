package org.tacflow.numerics;

import java.io.Serializable;

/**
 * Exact convolution of a piecewise linear input with a decaying exponential.
 *
 * <p>{@code c(t) = ∫₀ᵗ p(s) exp(−θ (t − s)) ds}, evaluated as the mean over each frame or at its
 * middle, with the derivative in {@code θ}. Over a linear piece of length {@code h} with start
 * value {@code p} and slope {@code m}:
 *
 * <pre>
 * c⁺ = e^(−θh) c + p E₀ + m E₁,   E₀ = (1 − e^(−θh))/θ,   E₁ = (h − E₀)/θ
 * frame mean = (∫ p − (c_end − c_start)) / (θ · duration)
 * </pre>
 *
 * Small {@code θh} uses the Taylor series of {@code E₀, E₁, E₂}, so {@code θ = 0} is exact too (the
 * running integral of the input). Time and {@code 1/θ} share one unit.
 */
public final class ExponentialConvolution implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How a frame sees a curve. */
  public enum Sampling {
    /** Mean over the frame, what a scanner measures. */
    FRAME_MEAN,
    /** Value at the middle of the frame, as most programs of the field do it. */
    MID_FRAME
  }

  private final Sampling sampling;
  private final int frames;
  // Merged grid of input knots and frame points, from the first non-zero input on.
  private final double[] step;
  private final double[] start;
  private final double[] slope;
  // Grid index at which each frame's points lie.
  private final int[] beginIndex;
  private final int[] endIndex;
  private final double[] duration;

  private ExponentialConvolution(
      Sampling sampling, PiecewiseLinear input, double[] begins, double[] ends) {
    this.sampling = sampling;
    this.frames = begins.length;
    double[] from = begins.clone();
    double[] to = ends.clone();
    this.duration = new double[frames];
    for (int f = 0; f < frames; f++) {
      duration[f] = ends[f] - begins[f];
      if (sampling == Sampling.MID_FRAME) {
        from[f] = 0.5 * (begins[f] + ends[f]);
        to[f] = from[f];
      }
    }
    double[] grid = Grid.merge(input.times(), from, to);
    int pieces = grid.length - 1;
    this.step = new double[pieces];
    this.start = new double[pieces];
    this.slope = new double[pieces];
    for (int i = 0; i < pieces; i++) {
      step[i] = grid[i + 1] - grid[i];
      // A jump at the first knot is kept: the value there belongs to the piece on its right.
      start[i] = input.value(grid[i]);
      double end = grid[i + 1] <= input.time(0) ? 0 : input.value(grid[i + 1]);
      slope[i] = (end - start[i]) / step[i];
    }
    this.beginIndex = Grid.locate(grid, from);
    this.endIndex = Grid.locate(grid, to);
  }

  /**
   * Prepares the convolution of one input for one set of frames.
   *
   * @param input the driving function; zero before its first knot
   * @param begins frame begins, non-decreasing
   * @param ends frame ends, each after its begin
   */
  public static ExponentialConvolution of(
      Sampling sampling, PiecewiseLinear input, double[] begins, double[] ends) {
    return new ExponentialConvolution(sampling, input, begins, ends);
  }

  /** Number of frames. */
  public int frames() {
    return frames;
  }

  /**
   * Writes the response of every frame, and its derivative in {@code theta} when asked.
   *
   * @param theta rate, ≥ 0, 1/time
   * @param response out, one value per frame
   * @param derivative out, one value per frame, or null
   */
  public void evaluate(double theta, double[] response, double[] derivative) {
    int grid = step.length + 1;
    double[] c = new double[grid];
    double[] d = new double[grid];
    double[] ci = new double[grid];
    double[] di = new double[grid];
    evaluate(theta, response, derivative, c, d, ci, di);
  }

  private void evaluate(
      double theta,
      double[] response,
      double[] derivative,
      double[] c,
      double[] d,
      double[] ci,
      double[] di) {
    for (int i = 0; i < step.length; i++) {
      double h = step[i];
      double x = theta * h;
      // E0 = h f1(x), E1 = h² f2(x), E2 = h³ f3(x): the repeated integrals of the exponential.
      boolean small = x < Phi.SERIES_BELOW;
      double decay;
      double f1;
      double f2;
      double f3;
      if (small) {
        f3 = Phi.three(x);
        f2 = 0.5 - x * f3;
        f1 = 1 - x * f2;
        decay = 1 - x * f1;
      } else {
        decay = Math.exp(-x);
        f1 = (1 - decay) / x;
        f2 = (1 - f1) / x;
        f3 = (0.5 - f2) / x;
      }
      double p = start[i];
      double m = slope[i];
      c[i + 1] = decay * c[i] + h * (p * f1 + h * m * f2);
      // Integral of c over the piece.
      ci[i + 1] = ci[i] + h * (c[i] * f1 + h * (p * f2 + h * m * f3));
      if (derivative != null) {
        double g1;
        double g2;
        double g3;
        if (small) {
          g3 = Phi.threeDerivative(x);
          g2 = -f3 - x * g3;
          g1 = -f2 - x * g2;
        } else {
          g1 = (decay - f1) / x;
          g2 = (-g1 - f2) / x;
          g3 = (-g2 - f3) / x;
        }
        d[i + 1] = decay * (d[i] - h * c[i]) + h * h * (p * g1 + h * m * g2);
        di[i + 1] = di[i] + h * (d[i] * f1 + h * (c[i] * g1 + h * (p * g2 + h * m * g3)));
      }
    }
    for (int f = 0; f < frames; f++) {
      int b = beginIndex[f];
      int e = endIndex[f];
      if (sampling == Sampling.MID_FRAME) {
        response[f] = c[b];
        if (derivative != null) {
          derivative[f] = d[b];
        }
      } else {
        response[f] = (ci[e] - ci[b]) / duration[f];
        if (derivative != null) {
          derivative[f] = (di[e] - di[b]) / duration[f];
        }
      }
    }
  }
}
