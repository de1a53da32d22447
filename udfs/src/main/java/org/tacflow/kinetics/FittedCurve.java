package org.tacflow.kinetics;

import java.util.function.ToDoubleFunction;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.InputFunction;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.LeastSquares;

/**
 * The curve that estimates of a model predict, to be laid over the measured one.
 *
 * <p>Compartment models and simplified reference models have one; linear and graphical models fit
 * transformed data and have none.
 */
public final class FittedCurve {
  private FittedCurve() {}

  /**
   * Frame means that a model predicts, kBq/mL.
   *
   * @param model label of the model
   * @param settings settings that it was fitted with
   * @param timing frames of the scan
   * @param input blood or reference that drove it, its delay applied
   * @param estimates value by parameter name, NaN where there is none
   * @return one value per frame, or null for models without a curve
   */
  public static double[] of(
      String model,
      ModelSettings settings,
      FrameTiming timing,
      InputFunction input,
      ToDoubleFunction<String> estimates) {
    return switch (model) {
      case "1TCM", "2TCM", "2TCM3k", "2TCM1k" ->
          input instanceof ArterialInput blood
              ? evaluate(
                  new RateCurve(
                      new CompartmentCurve(ForwardScheme.exact(timing, blood, settings.sampling())),
                      timing.size()),
                  values(estimates, "K1", "k2", "k3", "k4", "VB", "Kb"),
                  timing)
              : null;
      case "SRTM", "SRTM2" ->
          input instanceof ReferenceInput reference
              ? evaluate(
                  SrtmCurve.ofBinding(ForwardScheme.exact(timing, reference, settings.sampling())),
                  values(estimates, "R1", "k2", "BPND"),
                  timing)
              : null;
      case "FRTM" ->
          input instanceof ReferenceInput reference
              ? evaluate(
                  new FrtmCurve(ForwardScheme.exact(timing, reference, settings.sampling())),
                  values(estimates, "R1", "k2", "BPND", "k4"),
                  timing)
              : null;
      default -> null;
    };
  }

  /** What a form of the model does not have is 0: k3 and k4 of one tissue, Kb of most. */
  private static double[] values(ToDoubleFunction<String> estimates, String... names) {
    double[] values = new double[names.length];
    for (int n = 0; n < names.length; n++) {
      double value = estimates.applyAsDouble(names[n]);
      values[n] = Double.isNaN(value) ? 0 : value;
    }
    return values;
  }

  private static double[] evaluate(LeastSquares.Curve curve, double[] values, FrameTiming timing) {
    double[] predicted = new double[timing.size()];
    curve.evaluate(values, predicted, new double[timing.size()][values.length]);
    return predicted;
  }
}
