package org.tacflow.bids;

import java.util.List;
import java.util.Locale;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.curve.blood.ComponentFit;
import org.tacflow.curve.blood.FormulaFit;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Checks blood of a scan: the rules of the usual preprocessing and what real files break.
 *
 * <p>Thresholds as in the program that most data sets are processed with: bloodstream, {@code
 * R/qc.R} (https://github.com/mathesong/bloodstream).
 */
public final class BloodChecks {
  /** Rows of zeros at a time that is not later than the one before. */
  public static final String PADDING_ROWS = "blood_padding_rows";

  /** Times were not increasing. */
  public static final String TIMES_UNORDERED = "blood_times_unordered";

  /** A time stands twice; the mean was taken. */
  public static final String TIMES_DUPLICATE = "blood_times_duplicate";

  /** Negative radioactivity. */
  public static final String NEGATIVE = "blood_negative";

  /** Whole blood below zero by more than 10 % of its peak. */
  public static final String NEGATIVE_LARGE = "blood_negative_large";

  /** Blood was brought to injection time by this program. */
  public static final String DECAY_CORRECTED_HERE = "blood_decay_corrected_here";

  /** A free fraction in plasma outside 0 to 100 %; not used. */
  public static final String FREE_FRACTION_OUTSIDE = "plasma_free_fraction_outside";

  /** A free fraction in plasma below 1 %, which may be a fraction written for a percentage. */
  public static final String FREE_FRACTION_LOW = "plasma_free_fraction_low";

  /** The input function was processed elsewhere: the models of the configuration are not used. */
  public static final String MODELS_UNUSED = "blood_models_unused";

  /** Samples end before the middle of the last frame. */
  public static final String ENDS_EARLY = "blood_ends_early";

  /** Fewer than 8 samples of whole blood. */
  public static final String FEW_SAMPLES = "blood_few_samples";

  /** Mean blood-to-plasma ratio below 0.25 or above 4. */
  public static final String RATIO_IMPLAUSIBLE = "blood_plasma_ratio_implausible";

  /** Fewer than 4 samples of the parent fraction. */
  public static final String PARENT_FRACTION_FEW = "parent_fraction_few_samples";

  /** The first samples are the same in plasma and whole blood: one was measured, or none. */
  public static final String FIRST_SAMPLES_EQUAL = "blood_first_samples_equal";

  /** Every parent fraction is 1. */
  public static final String PARENT_FRACTION_ONE = "parent_fraction_all_one";

  /** A parent fraction outside 0 to 1. */
  public static final String PARENT_FRACTION_OUTSIDE = "parent_fraction_outside";

  /** The last parent fraction is earlier than 30 % of the scan. */
  public static final String PARENT_FRACTION_ENDS_EARLY = "parent_fraction_ends_early";

  /** No parent fraction, as the sidecar says: plasma is taken as parent tracer. */
  public static final String PARENT_FRACTION_MISSING = "parent_fraction_missing";

  /** The autosampler is not corrected for dispersion and gives no constant. */
  public static final String DISPERSION_UNKNOWN = "dispersion_constant_missing";

  /** The configuration gives the dispersion constant that the sidecar lacks. */
  public static final String DISPERSION_GIVEN = "dispersion_constant_given";

  /** A population's input, scaled by late samples, stands for the scan's own. */
  public static final String POPULATION = "blood_population_input";

  /** The configuration gives the unit in place of the files. */
  public static final String UNIT_GIVEN = "blood_unit_given";

  // Peaks of blood lie between a third and forty times the peak of the brain after a bolus; a unit
  // that is wrong a thousandfold lands far outside.
  private static final double LOWEST_PEAK_RATIO = 0.1;
  private static final double HIGHEST_PEAK_RATIO = 200;

  private BloodChecks() {}

  /**
   * Refuses blood whose unit cannot be that of the tissue.
   *
   * @param key scan key, for the message
   * @param blood input of the scan
   * @param tissuePeak highest value of the whole brain's curve, kBq/mL; none is checked unless
   *     above 0
   * @throws ScanException when the peak of whole blood is below 0.1 or above 200 of the brain's
   */
  public static void requireScaleOfTissue(String key, BloodInput blood, double tissuePeak)
      throws ScanException {
    double ratio = blood.input().wholeBlood().peak() / tissuePeak;
    if (!(tissuePeak > 0) || ratio >= LOWEST_PEAK_RATIO && ratio <= HIGHEST_PEAK_RATIO) {
      return;
    }
    throw new ScanException(
        String.format(
            Locale.ROOT,
            "Cannot use blood of %s: its peak is %.3g of the brain's peak (plausible is %s to %s;"
                + " Units of %s look wrong, correct them or give blood.units: {%s: kBq/mL})",
            key,
            ratio,
            LOWEST_PEAK_RATIO,
            HIGHEST_PEAK_RATIO,
            blood.source(),
            key));
  }

  /** Notes what is odd about raw samples. */
  static void samples(ArterialSamples samples, double scanEndMinutes, List<Flag> flags) {
    int n = samples.autosampler() == null ? 0 : samples.autosampler().size();
    n += samples.wholeBlood() == null ? 0 : samples.wholeBlood().size();
    if (n < 8) {
      flags.add(new Flag(FEW_SAMPLES, n + " samples of whole blood (usual are 8 or more)"));
    }
    negative("manual whole blood", samples.wholeBlood(), flags);
    negative("manual plasma", samples.plasma(), flags);
    negative("autosampler", samples.autosampler(), flags);
    negativeLarge("manual whole blood", samples.wholeBlood(), flags);
    negativeLarge("autosampler", samples.autosampler(), flags);
    FirstSamples.check(samples, flags);
    double sum = 0;
    PiecewiseLinear ratio = samples.plasmaToBlood();
    for (double plasmaToBlood : ratio.values()) {
      sum += 1 / plasmaToBlood;
    }
    double mean = sum / ratio.size();
    if (mean < 0.25 || mean > 4) {
      flags.add(
          new Flag(
              RATIO_IMPLAUSIBLE,
              String.format(Locale.ROOT, "blood is %.3g of plasma (usual is 0.25 to 4)", mean)));
    }
    if (samples.parentFraction() != null) {
      parentFraction(samples.parentFraction(), scanEndMinutes, flags);
    }
  }

  private static void parentFraction(
      PiecewiseLinear fraction, double scanEndMinutes, List<Flag> flags) {
    double[] values = fraction.values();
    if (values.length < 4) {
      flags.add(new Flag(PARENT_FRACTION_FEW, values.length + " samples (usual are 4 or more)"));
    }
    boolean allOne = true;
    boolean outside = false;
    for (double value : values) {
      allOne &= value == 1;
      outside |= !(value >= 0 && value <= 1);
    }
    if (allOne) {
      flags.add(new Flag(PARENT_FRACTION_ONE, "no metabolites in any sample"));
    }
    if (outside) {
      flags.add(new Flag(PARENT_FRACTION_OUTSIDE, "a sample is outside 0 to 1"));
    }
    if (fraction.end() < 0.3 * scanEndMinutes) {
      flags.add(
          new Flag(
              PARENT_FRACTION_ENDS_EARLY,
              String.format(Locale.ROOT, "at %.1f of %.1f min", fraction.end(), scanEndMinutes)));
    }
  }

  /** Notes negative values of a curve. */
  static void negative(String what, PiecewiseLinear curve, List<Flag> flags) {
    if (curve == null) {
      return;
    }
    double lowest = 0;
    for (double value : curve.values()) {
      lowest = Math.min(lowest, value);
    }
    if (lowest < 0) {
      flags.add(
          new Flag(
              NEGATIVE,
              String.format(
                  Locale.ROOT,
                  "%s down to %.4g kBq/mL, %.2g %% of its peak",
                  what,
                  lowest,
                  -100 * lowest / curve.peak())));
    }
  }

  private static void negativeLarge(String what, PiecewiseLinear blood, List<Flag> flags) {
    double lowest = 0;
    for (int i = 0; blood != null && i < blood.size(); i++) {
      lowest = Math.min(lowest, blood.valueAtKnot(i));
    }
    if (lowest < 0 && !(-lowest <= 0.1 * blood.peak())) {
      flags.add(
          new Flag(
              NEGATIVE_LARGE,
              String.format(
                  Locale.ROOT,
                  "%s down to %.4g kBq/mL of a peak of %.4g (usual is above -10 %%)",
                  what,
                  lowest,
                  blood.peak())));
    }
  }

  /** Notes the formulas that could not be fitted; their components are interpolated. */
  static void fits(List<ComponentFit> fits, List<Flag> flags) {
    for (ComponentFit component : fits) {
      FormulaFit fit = component.fit();
      if (!fit.status().hasNumbers()) {
        flags.add(
            new Flag(
                component.component() + "_not_fitted",
                fit.formula().name()
                    + " "
                    + fit.status().name().toLowerCase(Locale.ROOT)
                    + "; interpolated instead"));
      }
    }
  }

  /** Share of the scan that an input covers; a flag when it misses the middle of the last frame. */
  static double coverage(
      double end, double lastMidMinutes, double scanEndMinutes, List<Flag> flags) {
    if (end < lastMidMinutes) {
      flags.add(
          new Flag(
              ENDS_EARLY,
              String.format(
                  Locale.ROOT,
                  "at %.2f of %.2f min; the last value is carried on",
                  end,
                  scanEndMinutes)));
    }
    return Math.max(0, Math.min(1, end / scanEndMinutes));
  }
}
