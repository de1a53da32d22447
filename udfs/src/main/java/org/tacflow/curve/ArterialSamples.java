package org.tacflow.curve;

import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Blood samples of one scan, from which its arterial input is assembled.
 *
 * <p>All times in min after injection, radioactivity in kBq/mL at injection. The rule:
 *
 * <ul>
 *   <li>whole blood is the autosampler before {@code manualFrom}, the manual samples from then on;
 *       where the autosampler ends earlier, the manual samples from its end on;
 *   <li>plasma is whole blood times the interpolated plasma-to-blood ratio of the manual samples
 *       while whole blood comes from the autosampler, the manual plasma samples from then on;
 *   <li>the parent fraction is 1 at injection, interpolated between its samples, constant after the
 *       last;
 *   <li>the input is plasma times parent fraction, with knots at every sample of either and no
 *       further apart than 0.25 min, so that the product of two lines is followed to about 1e-3;
 *   <li>every curve is 0 at injection unless a sample lies there or before.
 * </ul>
 *
 * @param autosampler whole blood of the autosampler, corrected for dispersion, or null
 * @param wholeBlood manual whole blood, or null where there is an autosampler
 * @param plasma manual plasma, all species
 * @param parentFraction fraction of plasma that is parent tracer, 0 to 1, or null for a tracer
 *     without metabolites in plasma
 */
public record ArterialSamples(
    PiecewiseLinear autosampler,
    PiecewiseLinear wholeBlood,
    PiecewiseLinear plasma,
    PiecewiseLinear parentFraction) {
  /**
   * From here on manual samples are used: the autosampler drifts, manual samples are calibrated.
   */
  public static final double MANUAL_FROM_MINUTES = 5;

  private static final double LARGEST_STEP_MINUTES = 0.25;
  // Ratios of samples before the bolus are noise divided by noise.
  private static final double SMALLEST_SHARE_OF_PEAK = 0.02;

  /** Checks that there is plasma and some whole blood. */
  public ArterialSamples {
    Objects.requireNonNull(plasma, "plasma");
    if (autosampler == null && wholeBlood == null) {
      throw new IllegalArgumentException(
          "Invalid blood: no whole blood (must have an autosampler or manual samples)");
    }
  }

  /**
   * Plasma-to-blood ratio of the manual samples, by time.
   *
   * @throws IllegalArgumentException when no sample has both
   */
  public PiecewiseLinear plasmaToBlood() {
    TreeMap<Double, Double> ratios = new TreeMap<>();
    PiecewiseLinear blood = wholeBlood == null ? autosampler : wholeBlood;
    for (int i = 0; i < plasma.size(); i++) {
      double t = plasma.time(i);
      boolean paired = wholeBlood == null || java.util.Arrays.binarySearch(blood.times(), t) >= 0;
      double whole = blood.value(t);
      double total = plasma.valueAtKnot(i);
      if (paired
          && total > SMALLEST_SHARE_OF_PEAK * plasma.peak()
          && whole > SMALLEST_SHARE_OF_PEAK * blood.peak()) {
        ratios.put(t, total / whole);
      }
    }
    if (ratios.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid blood: no sample has plasma and whole blood (must have one for their ratio)");
    }
    return curve(ratios);
  }

  /** The arterial input by the usual switch, {@link #MANUAL_FROM_MINUTES}. */
  public ArterialInput assemble() {
    return assemble(MANUAL_FROM_MINUTES);
  }

  /**
   * The arterial input.
   *
   * @param manualFromMinutes from here on manual samples are used; infinite uses the autosampler to
   *     its end
   */
  public ArterialInput assemble(double manualFromMinutes) {
    ArterialInput all = allSpecies(manualFromMinutes, autosampler == null ? null : plasmaToBlood());
    return new ArterialInput(parent(all.plasma(), parentFraction), all.wholeBlood());
  }

  /**
   * Plasma before the correction for metabolites, and whole blood; the knots are the samples.
   *
   * @param manualFromMinutes from here on manual samples are used
   * @param ratio plasma-to-blood ratio over min, held before its first and after its last knot; not
   *     read without an autosampler
   */
  public ArterialInput allSpecies(double manualFromMinutes, PiecewiseLinear ratio) {
    TreeMap<Double, Double> blood = new TreeMap<>();
    TreeMap<Double, Double> total = new TreeMap<>();
    double switchover = Double.NEGATIVE_INFINITY;
    if (autosampler != null) {
      double end = Math.nextUp(autosampler.end());
      boolean later = wholeBlood != null && wholeBlood.end() >= manualFromMinutes;
      switchover = later ? Math.min(end, manualFromMinutes) : end;
      for (int i = 0; i < autosampler.size() && autosampler.time(i) < switchover; i++) {
        double t = autosampler.time(i);
        blood.put(t, autosampler.valueAtKnot(i));
        total.put(t, autosampler.valueAtKnot(i) * held(ratio, t));
      }
    }
    addFrom(blood, wholeBlood, switchover);
    addFrom(total, plasma, switchover);
    startAtZero(blood);
    startAtZero(total);
    return new ArterialInput(curve(total), curve(blood));
  }

  private static void addFrom(
      TreeMap<Double, Double> knots, PiecewiseLinear samples, double fromMinutes) {
    for (int i = 0; samples != null && i < samples.size(); i++) {
      if (samples.time(i) >= fromMinutes) {
        knots.put(samples.time(i), samples.valueAtKnot(i));
      }
    }
  }

  private static void startAtZero(TreeMap<Double, Double> knots) {
    if (knots.firstKey() > 0) {
      knots.put(0.0, 0.0);
    }
  }

  /**
   * Plasma times a parent fraction, which is 1 at injection and constant after its last knot.
   *
   * @param total plasma of all species, kBq/mL
   * @param parentFraction fraction over min, or null for a tracer without metabolites
   */
  public static PiecewiseLinear parent(PiecewiseLinear total, PiecewiseLinear parentFraction) {
    if (parentFraction == null) {
      return total;
    }
    TreeMap<Double, Double> fractions = new TreeMap<>();
    for (int i = 0; i < parentFraction.size(); i++) {
      if (parentFraction.time(i) > 0) {
        fractions.put(parentFraction.time(i), parentFraction.valueAtKnot(i));
      }
    }
    fractions.put(0.0, 1.0);
    PiecewiseLinear fraction = curve(fractions);
    TreeSet<Double> times = new TreeSet<>(fractions.keySet());
    for (double t : total.times()) {
      times.add(t);
    }
    TreeMap<Double, Double> knots = new TreeMap<>();
    double previous = Double.NaN;
    for (double t : times) {
      if (t < total.time(0)) {
        continue;
      }
      int steps =
          Double.isNaN(previous) ? 1 : (int) Math.ceil((t - previous) / LARGEST_STEP_MINUTES);
      for (int s = 1; s <= steps; s++) {
        double at = s == steps ? t : previous + (t - previous) * s / steps;
        knots.put(at, total.value(at) * held(fraction, at));
      }
      previous = t;
    }
    return curve(knots);
  }

  // The first value before the first knot, where PiecewiseLinear itself is 0.
  private static double held(PiecewiseLinear curve, double t) {
    return t < curve.time(0) ? curve.valueAtKnot(0) : curve.value(t);
  }

  private static PiecewiseLinear curve(TreeMap<Double, Double> knots) {
    double[] times = knots.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    double[] values = knots.values().stream().mapToDouble(Double::doubleValue).toArray();
    return PiecewiseLinear.of(times, values);
  }
}
