package org.tacflow.curve;

/**
 * The frame weights of the field, from durations, one curve and the half-life.
 *
 * <p>With duration {@code Δ}, decay-corrected frame mean {@code C}, mean decay factor over the
 * frame {@code d = λΔ/(e^(−λ begin) − e^(−λ end))} and {@code U = C/d}, the mean without decay
 * correction. Numbers are those of kinfitr, whose documented formulas these are; where its code
 * differs, the formula counts.
 */
public enum WeightScheme {
  /** {@code Δ / U}. */
  DURATION_OVER_UNCORRECTED(1),
  /** {@code √(Δ U)}: root of the counts. */
  ROOT_COUNTS(2),
  /** {@code Δ / C}, as documented; the same as {@link #DURATION_OVER_CURVE}. */
  DURATION_OVER_CURVE_DOCUMENTED(3),
  /** {@code √Δ}. */
  ROOT_DURATION(4),
  /** {@code Δ e^(−λt)} with t the middle of the frame. */
  DECAYED_DURATION(5),
  /** {@code Δ / C}. */
  DURATION_OVER_CURVE(6),
  /** {@code Δ}. */
  DURATION(7),
  /** {@code Δ² / U}: the inverse variance of counts per duration. */
  SQUARED_DURATION_OVER_UNCORRECTED(8),
  /** {@code Δ² / (Δ C d²)}: the inverse variance of a decay-corrected mean, {@code Δ/(C d²)}. */
  INVERSE_VARIANCE(9);

  // The least value of a curve in a denominator, as a share of its peak.
  private static final double FLOOR = 0.01;

  private final int number;

  WeightScheme(int number) {
    this.number = number;
  }

  /** Number of the method in kinfitr. */
  public int number() {
    return number;
  }

  /**
   * The weights of a curve, the largest 1.
   *
   * <p>Negative values count as 0; denominators are not less than 1 % of the peak. A curve without
   * a positive value gives the weights of a constant one.
   *
   * @param curve frame means of a large region, decay-corrected to injection
   * @param halfLifeMinutes half-life of the radionuclide, min, above 0
   */
  public FrameWeights weights(FrameTiming timing, double[] curve, double halfLifeMinutes) {
    if (!(halfLifeMinutes > 0)) {
      throw new IllegalArgumentException(
          "Invalid half-life: " + halfLifeMinutes + " min (must be > 0)");
    }
    if (curve.length != timing.size()) {
      throw new IllegalArgumentException(
          "Invalid curve for weights: "
              + curve.length
              + " values (must be one for each of "
              + timing.size()
              + " frames)");
    }
    double lambda = Math.log(2) / halfLifeMinutes;
    double[] decay = new double[curve.length];
    double[] corrected = new double[curve.length];
    double[] uncorrected = new double[curve.length];
    for (int f = 0; f < curve.length; f++) {
      double x = lambda * timing.duration(f);
      decay[f] = x / -Math.expm1(-x) * Math.exp(lambda * timing.begin(f));
      corrected[f] = Math.max(0, curve[f]);
      uncorrected[f] = corrected[f] / decay[f];
    }
    double floor = FLOOR * peak(corrected);
    double uncorrectedFloor = FLOOR * peak(uncorrected);
    double[] weights = new double[curve.length];
    for (int f = 0; f < weights.length; f++) {
      double mid = timing.mid(f);
      weights[f] =
          floor > 0
              ? weight(
                  timing.duration(f),
                  Math.max(floor, corrected[f]),
                  Math.max(uncorrectedFloor, uncorrected[f]),
                  decay[f],
                  lambda * mid)
              : weight(timing.duration(f), 1, 1 / decay[f], decay[f], lambda * mid);
    }
    double most = peak(weights);
    for (int f = 0; f < weights.length; f++) {
      weights[f] /= most;
    }
    return FrameWeights.of(weights);
  }

  private double weight(
      double duration, double corrected, double uncorrected, double decay, double lambdaMid) {
    return switch (this) {
      case DURATION_OVER_UNCORRECTED -> duration / uncorrected;
      case ROOT_COUNTS -> Math.sqrt(duration * uncorrected);
      case DURATION_OVER_CURVE_DOCUMENTED, DURATION_OVER_CURVE -> duration / corrected;
      case ROOT_DURATION -> Math.sqrt(duration);
      case DECAYED_DURATION -> duration * Math.exp(-lambdaMid);
      case DURATION -> duration;
      case SQUARED_DURATION_OVER_UNCORRECTED -> duration * duration / uncorrected;
      case INVERSE_VARIANCE -> duration / (corrected * decay * decay);
    };
  }

  private static double peak(double[] values) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, value);
    }
    return most;
  }
}
