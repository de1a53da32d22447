package org.tacflow.simulate;

/**
 * Shape of the arterial input of a tracer after a bolus, in SUV.
 *
 * <pre>
 * parent plasma: straight up over {@link #RISE_MINUTES}, then Σ aᵢ exp(−bᵢ t), t from the peak
 * parent fraction: 1 − (1 − floor) t^h / (t^h + s)
 * plasma / whole blood: early + (late − early) (1 − exp(−rate t))
 * </pre>
 *
 * The PBR28 constants are fits to medians over the public PBR28 test-retest scans (Matheson et al.
 * 2017, doi:10.1186/s13550-017-0304-1), the floor set so that 11.2 % is left at 90 min; those of
 * the other tracers are design values of like size.
 *
 * @param amplitudes aᵢ, SUV (g/mL)
 * @param rates bᵢ, 1/min
 * @param hill h of the parent fraction
 * @param half s of the parent fraction, min^h
 * @param floor parent fraction at infinite time
 * @param earlyRatio plasma to whole blood at the peak
 * @param lateRatio plasma to whole blood at the end
 * @param ratioRate rate of the change between them, 1/min
 */
record InputDesign(
    double[] amplitudes,
    double[] rates,
    double hill,
    double half,
    double floor,
    double earlyRatio,
    double lateRatio,
    double ratioRate) {
  /** Minutes from the first activity to the peak. */
  static final double RISE_MINUTES = 0.4;

  /** Parent fraction {@code t} minutes after injection. */
  double parentFraction(double t) {
    if (!(t > 0)) {
      return 1;
    }
    double power = Math.pow(t, hill);
    return 1 - (1 - floor) * power / (power + half);
  }

  /** Plasma over whole blood {@code t} minutes after injection. */
  double plasmaRatio(double t) {
    return earlyRatio + (lateRatio - earlyRatio) * (1 - Math.exp(-ratioRate * Math.max(0, t)));
  }
}
