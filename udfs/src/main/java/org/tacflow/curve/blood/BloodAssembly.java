package org.tacflow.curve.blood;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.ArterialSamples;
import org.tacflow.numerics.NaturalSpline;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Assembles the arterial input of one scan from its samples and the models asked for.
 *
 * <p>The rule of {@link ArterialSamples} with formulas in place of straight lines:
 *
 * <ol>
 *   <li>the blood-to-plasma ratio turns the autosampler into plasma;
 *   <li>the parent fraction is fitted to its samples after injection, all counting alike;
 *   <li>a plasma formula is fitted to plasma times parent fraction at the plasma samples, each
 *       weighted by the time it stands for over its value (at least 1 % of the peak): counts are
 *       Poisson, and a dense autosampler is not to outvote the tail. It is used up to 1.5 times the
 *       last sample, then its last value is carried on.
 * </ol>
 *
 * <p>A formula without numbers leaves its component interpolated; the fit says why.
 */
public final class BloodAssembly {
  private static final double EXTRAPOLATION = 1.5;
  private static final double FLOOR_OF_PEAK = 0.01;
  private static final double NEGATIVE_OF_PEAK = 0.05;
  private static final int SPLINE_PIECES = 10;
  private static final double SPLINE_STEP_MINUTES = 0.02;

  private final ArterialSamples samples;
  private final BloodSettings settings;
  private final double scanEnd;
  private final List<ComponentFit> fits = new ArrayList<>();

  private BloodAssembly(ArterialSamples samples, BloodSettings settings, double scanEnd) {
    this.samples = samples;
    this.settings = settings;
    this.scanEnd = scanEnd;
  }

  /**
   * Assembles an input.
   *
   * @param settings with a parent fraction model of its own: a choice over the cohort is made
   *     before
   * @param scanEnd end of the last frame, min after injection
   * @param key of the scan; resampling depends on it and on nothing else
   * @throws IllegalArgumentException when an autosampler cannot be turned into plasma, and for a
   *     choice over the cohort
   */
  public static AssembledInput of(
      ArterialSamples samples, BloodSettings settings, double scanEnd, String key) {
    if (settings.parentFraction() == ParentFractionModel.AIC_COHORT) {
      throw new IllegalArgumentException(
          "Invalid parent fraction model: AIC_COHORT (must be chosen over the cohort before)");
    }
    return new BloodAssembly(samples, settings, scanEnd).assemble(key);
  }

  private AssembledInput assemble(String key) {
    PiecewiseLinear ratio = samples.autosampler() == null ? null : ratio();
    ArterialInput all = samples.allSpecies(ArterialSamples.MANUAL_FROM_MINUTES, ratio);
    FormulaFit fraction = fraction();
    PiecewiseLinear fractionCurve = samples.parentFraction();
    if (fraction != null && fraction.status().hasNumbers()) {
      double end = Math.max(all.plasma().end(), fractionCurve.end());
      fractionCurve = DenseTimes.sample(fraction::value, 0, Math.max(end, 1));
    }
    PiecewiseLinear joined = ArterialSamples.parent(all.plasma(), fractionCurve);
    double sampledEnd = Math.min(joined.end(), all.wholeBlood().end());
    PlasmaFit plasma = plasma(atSamples(all.plasma(), joined));
    PiecewiseLinear parent = plasma == null ? joined : plasma.curve();
    List<double[]> resamples =
        settings.resamples() == 0
            ? List.of()
            : new InputResampling(samples.parentFraction(), all.plasma(), parent, fraction, plasma)
                .draw(settings.resamples(), key);
    return new AssembledInput(
        new ArterialInput(parent, wholeBlood(all.wholeBlood())), sampledEnd, fits, resamples);
  }

  /** Parent plasma at the plasma samples only. */
  private static PiecewiseLinear atSamples(PiecewiseLinear total, PiecewiseLinear parent) {
    double[] times = total.times();
    double[] values = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      values[i] = parent.value(times[i]);
    }
    return PiecewiseLinear.of(times, values);
  }

  private PiecewiseLinear ratio() {
    PiecewiseLinear plasmaToBlood = samples.plasmaToBlood();
    if (settings.ratio().formula() == null) {
      return plasmaToBlood;
    }
    FormulaFit fit = FormulaFit.of(settings.ratio().formula(), inverse(plasmaToBlood));
    double end = Math.max(samples.autosampler().end(), plasmaToBlood.end());
    boolean plausible = fit.status().hasNumbers() && Math.min(fit.value(0), fit.value(end)) > 0.05;
    if (fit.status().hasNumbers() && !plausible) {
      fit = FormulaFit.unfitted(fit.formula(), FormulaStatus.IMPLAUSIBLE);
    }
    fits.add(new ComponentFit(ComponentFit.RATIO, fit));
    FormulaFit used = fit;
    return plausible ? DenseTimes.sample(t -> 1 / used.value(t), 0, end) : plasmaToBlood;
  }

  private static PiecewiseLinear inverse(PiecewiseLinear ratio) {
    double[] values = ratio.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 / values[i];
    }
    return PiecewiseLinear.of(ratio.times(), values);
  }

  private FormulaFit fraction() {
    ParentFractionModel model = settings.parentFraction();
    if (samples.parentFraction() == null || model == ParentFractionModel.INTERPOLATION) {
      return null;
    }
    if (model == ParentFractionModel.AIC_SCAN) {
      Map<ParentFractionModel, Double> aics = ParentFractionChoice.aics(samples.parentFraction());
      model = ParentFractionChoice.best(List.of(aics));
      model = model.formula() == null ? ParentFractionModel.HILL : model;
    }
    FormulaFit fit = ParentFractionChoice.fit(model, samples.parentFraction());
    fits.add(new ComponentFit(ComponentFit.PARENT_FRACTION, fit));
    return fit;
  }

  private PlasmaFit plasma(PiecewiseLinear parent) {
    if (settings.plasma().formula() == null) {
      return null;
    }
    double[] weights = weights(parent);
    FormulaFit fit =
        parent.peak() > 0
            ? FormulaFit.of(settings.plasma().formula(), parent, weights)
            : FormulaFit.unfitted(settings.plasma().formula(), FormulaStatus.IMPLAUSIBLE);
    PiecewiseLinear curve = fit.status().hasNumbers() ? curve(fit, parent) : null;
    if (curve != null && isNegative(curve)) {
      fit = FormulaFit.unfitted(fit.formula(), FormulaStatus.IMPLAUSIBLE);
      curve = null;
    }
    fits.add(new ComponentFit(ComponentFit.PLASMA, fit));
    return curve == null ? null : new PlasmaFit(fit, parent, weights, curve);
  }

  private PiecewiseLinear curve(FormulaFit fit, PiecewiseLinear parent) {
    double[] kinks = fit.formula().kinks(fit.parameters());
    double end = Math.max(parent.end(), Math.min(scanEnd, EXTRAPOLATION * parent.end()));
    return DenseTimes.sample(fit::value, Math.min(kinks[0], parent.end()), end, kinks);
  }

  private static double[] weights(PiecewiseLinear parent) {
    double[] weights = new double[parent.size()];
    int last = weights.length - 1;
    double floor = FLOOR_OF_PEAK * parent.peak();
    for (int i = 0; i <= last && floor > 0; i++) {
      double before = parent.time(Math.max(0, i - 1));
      double after = parent.time(Math.min(last, i + 1));
      weights[i] = 0.5 * (after - before) / Math.max(floor, parent.valueAtKnot(i));
    }
    return weights;
  }

  private static boolean isNegative(PiecewiseLinear curve) {
    double lowest = 0;
    for (double value : curve.values()) {
      lowest = Math.min(lowest, value);
    }
    return !(curve.peak() > 0) || lowest < -NEGATIVE_OF_PEAK * curve.peak();
  }

  private PiecewiseLinear wholeBlood(PiecewiseLinear blood) {
    return switch (settings.wholeBlood()) {
      case INTERPOLATION -> blood;
      case SPLINE -> NaturalSpline.of(blood, SPLINE_PIECES, SPLINE_STEP_MINUTES);
    };
  }
}
