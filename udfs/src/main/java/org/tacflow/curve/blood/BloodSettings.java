package org.tacflow.curve.blood;

import java.io.Serializable;
import java.util.Objects;

/**
 * How blood samples become an input function.
 *
 * @param parentFraction model of the parent fraction
 * @param ratio model of the blood-to-plasma ratio, used with an autosampler
 * @param plasma model of parent plasma
 * @param wholeBlood model of whole blood
 * @param resamples resampled inputs per scan, 0 for none
 * @param dispersionSeconds dispersion constant of an autosampler without one of its own, s; NaN
 *     without
 * @param minimumCoverage least share of the scan that samples must cover, 0 to 1
 */
public record BloodSettings(
    ParentFractionModel parentFraction,
    RatioModel ratio,
    PlasmaModel plasma,
    WholeBloodModel wholeBlood,
    int resamples,
    double dispersionSeconds,
    double minimumCoverage)
    implements Serializable {
  /** Checks that all are there. */
  public BloodSettings {
    Objects.requireNonNull(parentFraction, "parentFraction");
    Objects.requireNonNull(ratio, "ratio");
    Objects.requireNonNull(plasma, "plasma");
    Objects.requireNonNull(wholeBlood, "wholeBlood");
    if (resamples < 0) {
      throw new IllegalArgumentException("Invalid resamples: " + resamples + " (must be >= 0)");
    }
    if (!(minimumCoverage >= 0 && minimumCoverage <= 1)) {
      throw new IllegalArgumentException(
          "Invalid minimum coverage: " + minimumCoverage + " (must be from 0 to 1)");
    }
  }

  /** Interpolation of everything, nothing resampled, half of the scan to be covered. */
  public static BloodSettings defaults() {
    return new BloodSettings(
        ParentFractionModel.INTERPOLATION,
        RatioModel.INTERPOLATION,
        PlasmaModel.INTERPOLATION,
        WholeBloodModel.INTERPOLATION,
        0,
        Double.NaN,
        0.5);
  }

  /** The same with another model of the parent fraction. */
  public BloodSettings withParentFraction(ParentFractionModel model) {
    return new BloodSettings(
        model, ratio, plasma, wholeBlood, resamples, dispersionSeconds, minimumCoverage);
  }

  /** The same with another model of parent plasma. */
  public BloodSettings withPlasma(PlasmaModel model) {
    return new BloodSettings(
        parentFraction, ratio, model, wholeBlood, resamples, dispersionSeconds, minimumCoverage);
  }

  /** The same with another model of the blood-to-plasma ratio. */
  public BloodSettings withRatio(RatioModel model) {
    return new BloodSettings(
        parentFraction, model, plasma, wholeBlood, resamples, dispersionSeconds, minimumCoverage);
  }

  /** The same with another model of whole blood. */
  public BloodSettings withWholeBlood(WholeBloodModel model) {
    return new BloodSettings(
        parentFraction, ratio, plasma, model, resamples, dispersionSeconds, minimumCoverage);
  }

  /** The same with another number of resampled inputs. */
  public BloodSettings withResamples(int number) {
    return new BloodSettings(
        parentFraction, ratio, plasma, wholeBlood, number, dispersionSeconds, minimumCoverage);
  }

  /** The same with a dispersion constant for autosamplers without one, s. */
  public BloodSettings withDispersionSeconds(double seconds) {
    return new BloodSettings(
        parentFraction, ratio, plasma, wholeBlood, resamples, seconds, minimumCoverage);
  }

  /** The same with another least share of the scan. */
  public BloodSettings withMinimumCoverage(double share) {
    return new BloodSettings(
        parentFraction, ratio, plasma, wholeBlood, resamples, dispersionSeconds, share);
  }

  /** Whether raw blood is taken as interpolation of its samples. */
  public boolean interpolates() {
    return parentFraction == ParentFractionModel.INTERPOLATION
        && ratio == RatioModel.INTERPOLATION
        && plasma == PlasmaModel.INTERPOLATION
        && wholeBlood == WholeBloodModel.INTERPOLATION
        && resamples == 0;
  }
}
