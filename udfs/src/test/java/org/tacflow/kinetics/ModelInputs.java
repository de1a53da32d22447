package org.tacflow.kinetics;

import java.util.Arrays;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.DoseInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.InputFunction;
import org.tacflow.curve.ReferenceBloodInput;
import org.tacflow.curve.ReferenceInput;

/** Whatever drives a model, made of one blood curve and one reference curve. */
final class ModelInputs {
  private ModelInputs() {}

  /** The input of a model; the dose is 400 MBq in 70 kg. */
  static InputFunction of(KineticModel<?> model, ArterialInput blood, double[] reference) {
    if (model.inputType() == ArterialInput.class) {
      return blood;
    }
    if (model.inputType() == DoseInput.class) {
      return new DoseInput(400, 70);
    }
    ReferenceInput region = ReferenceInput.of("reference", reference);
    return model.inputType() == ReferenceInput.class
        ? region
        : new ReferenceBloodInput(region, blood.wholeBlood());
  }

  /** The same input in another unit of radioactivity. */
  static InputFunction scaled(InputFunction input, double factor) {
    if (input instanceof ArterialInput blood) {
      return new ArterialInput(blood.plasma().scaled(factor), blood.wholeBlood().scaled(factor));
    }
    if (input instanceof DoseInput dose) {
      return new DoseInput(dose.injectedMegabecquerel() * factor, dose.bodyWeightKilogram());
    }
    if (input instanceof ReferenceBloodInput both) {
      return new ReferenceBloodInput(
          (ReferenceInput) scaled(both.reference(), factor), both.wholeBlood().scaled(factor));
    }
    ReferenceInput region = (ReferenceInput) input;
    return ReferenceInput.of(
        region.region(), Arrays.stream(region.curve()).map(c -> c * factor).toArray());
  }

  /** Binds a model to an input of its own type. */
  static <I extends InputFunction> TacFitter bind(
      KineticModel<I> model, FrameTiming timing, FrameWeights weights, InputFunction input) {
    return model.bind(timing, weights, model.inputType().cast(input));
  }

  /** The same for mean curves of regions. */
  static <I extends InputFunction> TacFitter bindRegion(
      KineticModel<I> model, FrameTiming timing, FrameWeights weights, InputFunction input) {
    return model.bindRegion(timing, weights, model.inputType().cast(input));
  }
}
