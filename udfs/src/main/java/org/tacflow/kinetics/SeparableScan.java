package org.tacflow.kinetics;

import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.ExponentialConvolution;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.numerics.PiecewiseLinear;
import org.tacflow.numerics.separable.SeparableProblem;

/**
 * What no curve of a scan changes in a separable fit: weights and tables.
 *
 * <p>Immutable; made once per scan and model, shared by threads.
 */
final class SeparableScan {
  private final FrameWeights weights;
  private final SeparableProblem problem;
  private final SeparableProblem withoutIntegral;

  private SeparableScan(
      FrameTiming timing,
      FrameWeights weights,
      PiecewiseLinear driver,
      double[] direct,
      SeparableForm form,
      SeparableSettings settings) {
    if (weights.size() != timing.size() || direct.length != timing.size()) {
      throw new IllegalArgumentException(
          "Invalid shapes: "
              + weights.size()
              + " weights and "
              + direct.length
              + " input values for "
              + timing.size()
              + " frames (must be as many)");
    }
    this.weights = weights;
    // With too few frames every curve is refused before it comes to the tables.
    boolean enough = CurveCheck.ofWeighted(weights, 0).used() > form.parameters(settings);
    ExponentialConvolution convolution =
        ExponentialConvolution.of(settings.sampling(), driver, timing.begins(), timing.ends());
    double[] integral = null;
    if (form.hasIntegral()) {
      integral = new double[direct.length];
      convolution.evaluate(0, integral, null);
    }
    this.problem = enough ? tables(convolution, direct, integral, settings) : null;
    this.withoutIntegral =
        enough && form.hasIntegral() ? tables(convolution, direct, null, settings) : null;
  }

  private SeparableProblem tables(
      ExponentialConvolution convolution,
      double[] direct,
      double[] integral,
      SeparableSettings settings) {
    return SeparableProblem.of(
        convolution, weights.toArray(), direct, integral, settings.rates(), settings.resolution());
  }

  static SeparableScan of(
      FrameTiming timing,
      FrameWeights weights,
      ArterialInput input,
      SeparableForm form,
      SeparableSettings settings) {
    PiecewiseLinear blood = input.wholeBlood();
    double[] direct = new double[timing.size()];
    for (int f = 0; f < direct.length; f++) {
      direct[f] =
          settings.sampling() == Sampling.FRAME_MEAN
              ? blood.mean(timing.begin(f), timing.end(f))
              : blood.value(timing.mid(f));
    }
    return new SeparableScan(timing, weights, input.plasma(), direct, form, settings);
  }

  static SeparableScan of(
      FrameTiming timing,
      FrameWeights weights,
      ReferenceInput input,
      SeparableForm form,
      SeparableSettings settings) {
    double[] curve = input.curve();
    if (curve.length != timing.size()) {
      throw new IllegalArgumentException(
          "Invalid reference curve of "
              + input.region()
              + ": "
              + curve.length
              + " values (must be one for each of "
              + timing.size()
              + " frames)");
    }
    return new SeparableScan(timing, weights, throughOrigin(timing, curve), curve, form, settings);
  }

  /** Straight lines through (0, 0) and the middle of every frame. */
  private static PiecewiseLinear throughOrigin(FrameTiming timing, double[] curve) {
    int lead = timing.mid(0) > 0 ? 1 : 0;
    double[] times = new double[curve.length + lead];
    double[] values = new double[curve.length + lead];
    for (int f = 0; f < curve.length; f++) {
      times[f + lead] = timing.mid(f);
      values[f + lead] = curve[f];
    }
    return PiecewiseLinear.of(times, values);
  }

  FrameWeights weights() {
    return weights;
  }

  /** The tables of the model, null when there are too few frames to fit it. */
  SeparableProblem problem() {
    return problem;
  }

  /** The same without the column of uptake, null where the model has none. */
  SeparableProblem withoutIntegral() {
    return withoutIntegral;
  }
}
