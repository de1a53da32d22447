package org.tacflow.curve;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Factors that bring frame means to the activity at injection, one per frame.
 *
 * <p>With {@code λ = ln 2 / half-life}, times in min after injection:
 *
 * <ul>
 *   <li>an uncorrected mean of a frame from {@code b} of duration {@code Δ} is multiplied by {@code
 *       λΔ e^(λb) / (1 − e^(−λΔ))}, exact where the corrected curve is constant within the frame;
 *   <li>a mean corrected to time {@code T} is multiplied by {@code e^(λT)}; negative {@code T} lies
 *       before injection.
 * </ul>
 *
 * <p>Source: Cherry, Sorenson, Phelps, Physics in Nuclear Medicine, 4th ed., section 4.C (decay
 * during the measurement).
 */
public final class DecayCorrection implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] factors;

  private DecayCorrection(double[] factors) {
    this.factors = factors;
  }

  /** For frame means that are already corrected to injection. */
  public static DecayCorrection none(int frames) {
    double[] ones = new double[frames];
    Arrays.fill(ones, 1);
    return new DecayCorrection(ones);
  }

  /** For frame means without correction. */
  public static DecayCorrection ofUncorrected(FrameTiming timing, double halfLifeMinutes) {
    double lambda = lambda(halfLifeMinutes);
    double[] factors = new double[timing.size()];
    for (int f = 0; f < factors.length; f++) {
      double x = lambda * timing.duration(f);
      factors[f] = x / -Math.expm1(-x) * Math.exp(lambda * timing.begin(f));
    }
    return new DecayCorrection(factors);
  }

  /**
   * For frame means that are corrected to another time than injection.
   *
   * @param referenceMinutes that time, min after injection
   */
  public static DecayCorrection ofReference(
      int frames, double halfLifeMinutes, double referenceMinutes) {
    if (!Double.isFinite(referenceMinutes)) {
      throw new IllegalArgumentException(
          "Invalid time of decay correction: " + referenceMinutes + " min (must be finite)");
    }
    double[] factors = new double[frames];
    Arrays.fill(factors, Math.exp(lambda(halfLifeMinutes) * referenceMinutes));
    return new DecayCorrection(factors);
  }

  private static double lambda(double halfLifeMinutes) {
    if (!(halfLifeMinutes > 0) || Double.isInfinite(halfLifeMinutes)) {
      throw new IllegalArgumentException(
          "Invalid half-life: " + halfLifeMinutes + " min (must be > 0)");
    }
    return Math.log(2) / halfLifeMinutes;
  }

  /** Number of frames. */
  public int size() {
    return factors.length;
  }

  /** Factor of frame {@code f}. */
  public double factor(int f) {
    return factors[f];
  }

  /** Whether every factor is 1. */
  public boolean isIdentity() {
    for (double factor : factors) {
      if (factor != 1) {
        return false;
      }
    }
    return true;
  }

  /** A corrected copy of a curve, one value per frame. */
  public double[] correct(double[] curve) {
    if (curve.length != factors.length) {
      throw new IllegalArgumentException(
          "Invalid curve: " + curve.length + " values (must be " + factors.length + ")");
    }
    double[] out = new double[curve.length];
    for (int f = 0; f < out.length; f++) {
      out[f] = curve[f] * factors[f];
    }
    return out;
  }
}
