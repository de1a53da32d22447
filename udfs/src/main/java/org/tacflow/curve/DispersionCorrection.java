package org.tacflow.curve;

import org.tacflow.numerics.PiecewiseLinear;

/**
 * Undoes the smearing of blood in the tubing of an autosampler.
 *
 * <p>The measured curve is the true one convolved with {@code e^(−t/τ) / τ}, so that {@code true =
 * measured + τ · d measured / dt}. The derivative at a knot is the central difference of its
 * neighbours; at the two ends it is the slope over at least {@code 2τ}, since one pair of samples
 * alone is mostly noise. Nothing is smoothed and nothing is cut at zero.
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
    int last = t.length - 1;
    for (int i = 0; i <= last && last > 0; i++) {
      int before = i - 1;
      int after = i + 1;
      if (i == 0) {
        before = 0;
        while (after < last && t[after] - t[0] < 2 * tauMinutes) {
          after++;
        }
      } else if (i == last) {
        after = last;
        while (before > 0 && t[last] - t[before] < 2 * tauMinutes) {
          before--;
        }
      }
      double slope = (values[after] - values[before]) / (t[after] - t[before]);
      corrected[i] = values[i] + tauMinutes * slope;
    }
    return PiecewiseLinear.of(t, corrected);
  }
}
