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
 */
public record BloodSettings(
    ParentFractionModel parentFraction,
    RatioModel ratio,
    PlasmaModel plasma,
    WholeBloodModel wholeBlood,
    int resamples)
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
  }

  /** Interpolation of everything, nothing resampled. */
  public static BloodSettings defaults() {
    return new BloodSettings(
        ParentFractionModel.INTERPOLATION,
        RatioModel.INTERPOLATION,
        PlasmaModel.INTERPOLATION,
        WholeBloodModel.INTERPOLATION,
        0);
  }

  /** The same with another model of the parent fraction. */
  public BloodSettings withParentFraction(ParentFractionModel model) {
    return new BloodSettings(model, ratio, plasma, wholeBlood, resamples);
  }

  /** The same with another model of parent plasma. */
  public BloodSettings withPlasma(PlasmaModel model) {
    return new BloodSettings(parentFraction, ratio, model, wholeBlood, resamples);
  }

  /** The same with another model of the blood-to-plasma ratio. */
  public BloodSettings withRatio(RatioModel model) {
    return new BloodSettings(parentFraction, model, plasma, wholeBlood, resamples);
  }

  /** The same with another model of whole blood. */
  public BloodSettings withWholeBlood(WholeBloodModel model) {
    return new BloodSettings(parentFraction, ratio, plasma, model, resamples);
  }

  /** The same with another number of resampled inputs. */
  public BloodSettings withResamples(int number) {
    return new BloodSettings(parentFraction, ratio, plasma, wholeBlood, number);
  }
}
