package org.tacflow.curve;

import org.tacflow.numerics.PiecewiseLinear;

/**
 * Undoes the smearing of blood in the tubing of an autosampler.
 *
 * <p>The measured curve is the true one convolved with {@code e^(−t/τ) / τ}, so that {@code true =
 * measured + τ · d measured / dt}. The derivative at a knot is the central difference of its
 * neighbours, one-sided at the ends. Nothing is smoothed and nothing is cut at zero.
 *
 * <p>Source: Iida H et al., J Cereb Blood Flow Metab 1986;6:536-545, doi:10.1038/jcbfm.1986.99.
 */
public final class DispersionCorrection {
  private DispersionCorrection() {}

  /**
   * The corrected curve at the same knots.
   *
   * @param tauMinutes dispersion constant, min; 0 leaves the curve as it is
   */
  public static PiecewiseLinear correct(PiecewiseLinear measured, double tauMinutes) {
    if (!(tauMinutes >= 0) || Double.isInfinite(tauMinutes)) {
      throw new IllegalArgumentException(
          "Invalid dispersion constant: " + tauMinutes + " min (must be finite and >= 0)");
    }
    double[] t = measured.times();
    double[] values = measured.values();
    double[] corrected = values.clone();
    for (int i = 0; i < t.length && t.length > 1; i++) {
      int before = Math.max(0, i - 1);
      int after = Math.min(t.length - 1, i + 1);
      double slope = (values[after] - values[before]) / (t[after] - t[before]);
      corrected[i] = values[i] + tauMinutes * slope;
    }
    return PiecewiseLinear.of(t, corrected);
  }
}
