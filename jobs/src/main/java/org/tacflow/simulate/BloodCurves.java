package org.tacflow.simulate;

import org.tacflow.curve.ArterialInput;
import org.tacflow.numerics.ExponentialConvolution;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * The true blood of one scan, as it reaches the brain, and what the sampling lines make of it.
 *
 * <p>The curves are straight lines between dense knots, so that tissue curves are exact. All
 * activities are decay-corrected to injection, kBq/mL over minutes after injection.
 *
 * @param arrivalMinutes when the bolus reaches the brain, min
 * @param delaySeconds how much later the brain sees the blood than the sampling site, s: brain(t) =
 *     sampled(t − delay)
 * @param design shape
 * @param parent parent tracer in plasma at the brain
 * @param wholeBlood whole blood at the brain
 * @param freeFraction plasma free fraction, 0 to 1
 */
record BloodCurves(
    double arrivalMinutes,
    double delaySeconds,
    InputDesign design,
    PiecewiseLinear parent,
    PiecewiseLinear wholeBlood,
    double freeFraction) {
  /** Time constant of the autosampler's dispersion, s. */
  static final double DISPERSION_SECONDS = 2;

  private static final int KNOTS = 400;

  /**
   * Draws the blood of a scan.
   *
   * @param doseMbq injected activity, MBq
   */
  static BloodCurves draw(
      long seed, Person person, String session, TracerDesign tracer, double doseMbq) {
    KeyedRandom random = KeyedRandom.of(seed, person.id(), session, tracer.name(), "blood");
    InputDesign design = tracer.input();
    double arrival = 20 / 60.0;
    double delay = random.uniform(-5, 20);
    double amplitude = Math.exp(0.15 * random.normal()) * doseMbq / person.weightKg();
    // Clearance differs between people; distribution and elimination move apart a little.
    double[] speed = {
      Math.exp(0.1 * random.normal()),
      Math.exp(0.15 * random.normal()),
      Math.exp(0.15 * random.normal())
    };
    double freeFraction = Math.max(0.015, 0.041 + 0.011 * random.normal());
    double end = 3;
    for (double seconds : tracer.frameSeconds()) {
      end += seconds / 60;
    }
    double[] times = new double[KNOTS + 1];
    double[] parent = new double[KNOTS + 1];
    double[] whole = new double[KNOTS + 1];
    times[0] = arrival;
    double peak = arrival + InputDesign.RISE_MINUTES;
    for (int i = 0; i < KNOTS; i++) {
      // Knots grow apart with time: 0.5 s at the peak, about a minute at the end.
      double since = (end - peak) * Math.expm1(5.5 * i / (KNOTS - 1)) / Math.expm1(5.5);
      double value = 0;
      for (int e = 0; e < 3; e++) {
        value += design.amplitudes()[e] * Math.exp(-design.rates()[e] * speed[e] * since);
      }
      double sinceArrival = InputDesign.RISE_MINUTES + since;
      times[i + 1] = peak + since;
      parent[i + 1] = amplitude * value;
      whole[i + 1] =
          parent[i + 1] / design.parentFraction(sinceArrival) / design.plasmaRatio(sinceArrival);
    }
    return new BloodCurves(
        arrival,
        delay,
        design,
        PiecewiseLinear.of(times, parent),
        PiecewiseLinear.of(times, whole),
        freeFraction);
  }

  /** The input of the tissue: parent plasma and whole blood at the brain. */
  ArterialInput brain() {
    return new ArterialInput(parent, wholeBlood);
  }

  /** Parent plasma at the sampling site, min of the scan's clock. */
  double sampledParent(double minutes) {
    return parent.value(minutes + delaySeconds / 60);
  }

  /** Whole blood at the sampling site. */
  double sampledWholeBlood(double minutes) {
    return wholeBlood.value(minutes + delaySeconds / 60);
  }

  /** Parent fraction at the sampling site, 1 before the bolus. */
  double sampledParentFraction(double minutes) {
    return design.parentFraction(minutes + delaySeconds / 60 - arrivalMinutes);
  }

  /** Total plasma at the sampling site. */
  double sampledPlasma(double minutes) {
    return sampledParent(minutes) / sampledParentFraction(minutes);
  }

  /**
   * Whole blood as the autosampler shows it: late by the delay and dispersed.
   *
   * <p>{@code g(t) = ∫ C(s) exp(−(t − s)/τ)/τ ds}.
   *
   * @param seconds sampling times, s, increasing
   */
  double[] dispersedWholeBlood(double[] seconds) {
    double[] before = new double[seconds.length];
    double[] after = new double[seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      before[i] = (seconds[i] - 0.5) / 60;
      after[i] = (seconds[i] + 0.5) / 60;
    }
    double[] dispersed = new double[seconds.length];
    double rate = 60 / DISPERSION_SECONDS;
    ExponentialConvolution.of(
            ExponentialConvolution.Sampling.MID_FRAME,
            wholeBlood.shifted(-delaySeconds / 60),
            before,
            after)
        .evaluate(rate, dispersed, null);
    for (int i = 0; i < dispersed.length; i++) {
      dispersed[i] *= rate;
    }
    return dispersed;
  }
}
