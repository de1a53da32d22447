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
 * What the separable fitters of one scan share: weights, tables, and the check of a curve.
 *
 * <p>Immutable; made once per scan and model, shared by threads.
 */
final class SeparableScan {
  /** Which further linear column a model has. */
  enum Extra {
    /** None. */
    NONE,
    /** The running integral of the input, for irreversible uptake. */
    INTEGRAL
  }

  private final double[] weights;
  private final int framesUsed;
  private final boolean enough;
  private final ExponentialConvolution convolution;
  private final double[] direct;
  private final SeparableSettings settings;

  private SeparableScan(
      FrameTiming timing,
      FrameWeights weights,
      PiecewiseLinear driver,
      double[] direct,
      SeparableSettings settings,
      int parameters) {
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
    this.weights = weights.toArray();
    int used = 0;
    for (double w : this.weights) {
      used += w > 0 ? 1 : 0;
    }
    this.framesUsed = used;
    this.enough = used > parameters;
    this.settings = settings;
    this.direct = direct;
    this.convolution =
        ExponentialConvolution.of(settings.sampling(), driver, timing.begins(), timing.ends());
  }

  static SeparableScan of(
      FrameTiming timing,
      FrameWeights weights,
      ArterialInput input,
      SeparableSettings settings,
      int parameters) {
    PiecewiseLinear blood = input.wholeBlood();
    double[] direct = new double[timing.size()];
    for (int f = 0; f < direct.length; f++) {
      direct[f] =
          settings.sampling() == Sampling.FRAME_MEAN
              ? blood.mean(timing.begin(f), timing.end(f))
              : blood.value(timing.mid(f));
    }
    return new SeparableScan(timing, weights, input.plasma(), direct, settings, parameters);
  }

  static SeparableScan of(
      FrameTiming timing,
      FrameWeights weights,
      ReferenceInput input,
      SeparableSettings settings,
      int parameters) {
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
    return new SeparableScan(
        timing, weights, throughOrigin(timing, curve), curve, settings, parameters);
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

  /** The tables of the model, or null when there are too few frames to fit it. */
  SeparableProblem problem(Extra extra) {
    if (!enough) {
      return null;
    }
    double[] integral = null;
    if (extra == Extra.INTEGRAL) {
      integral = new double[weights.length];
      convolution.evaluate(0, integral, null);
    }
    return SeparableProblem.of(
        convolution, weights, direct, integral, settings.rates(), settings.resolution());
  }

  int framesUsed() {
    return framesUsed;
  }

  /** The status of a curve that cannot be fitted, or null. */
  Status refuse(double[] tac) {
    if (!enough) {
      return Status.TOO_FEW_FRAMES;
    }
    if (tac.length != weights.length) {
      return Status.INVALID_CURVE;
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int f = 0; f < tac.length; f++) {
      double w = weights[f];
      if (w > 0) {
        double y = tac[f];
        least = y < least ? y : least;
        most = y > most ? y : most;
        sum += w * y;
      }
    }
    // A NaN leaves no trace in least and most, but in the sum.
    if (!Double.isFinite(sum)) {
      return Status.INVALID_CURVE;
    }
    return !(most > least) || !(sum > 0) ? Status.NO_SIGNAL : null;
  }
}
