package org.tacflow.kinetics;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.tacflow.numerics.ExponentialConvolution.Sampling;

/**
 * The settings of one model, all with a default; a model reads those that concern it.
 *
 * @param sampling how a frame sees the model curve
 * @param bloodVolume blood volume fraction: fitted between bounds or fixed
 * @param tStar which frames a graphical or multilinear model uses
 * @param tissueIntegral how a linear model integrates the tissue curve
 * @param windowMinutes window of SUV, SUVR and FUR, min after injection
 * @param k2prime rate of the reference region, 1/min, NaN when the model is to estimate it
 * @param bounds bounds by parameter name, replacing the model's defaults
 * @param starts how many starts the nonlinear reference path tries, ≥ 1
 * @param lineWeights how the frames of Logan and Patlak lines count
 */
public record ModelSettings(
    Sampling sampling,
    BloodVolume bloodVolume,
    TStar tStar,
    TissueIntegral tissueIntegral,
    Window windowMinutes,
    double k2prime,
    Map<String, Bounds> bounds,
    int starts,
    LineWeights lineWeights)
    implements Serializable {

  /** How a linear model integrates the tissue curve. */
  public enum TissueIntegral {
    /** Trapezoids between mid-frame times, from (0, 0) on. */
    MID_TIME_TRAPEZOID,
    /** Sum of value times duration up to the frame, plus half of it; gaps bridged by lines. */
    FRAME_DURATION,
    /** The same, but time between frames and before the first counts for nothing, as in kinfitr. */
    FRAME_DURATION_ONLY
  }

  /** Bounds of a parameter; equal when it is fixed. */
  public record Bounds(double lower, double upper) implements Serializable {
    /** Checks the order. */
    public Bounds {
      require(lower <= upper, "bounds: " + lower + " to " + upper + " (must be in order)");
    }
  }

  /** Two times in min after injection. */
  public record Window(double begin, double end) implements Serializable {
    /** Checks the order. */
    public Window {
      require(
          begin >= 0 && end > begin,
          "window: " + begin + " to " + end + " min (must be >= 0 and in order)");
    }
  }

  /** Blood volume fraction, fixed when both bounds are equal. */
  public record BloodVolume(double lower, double upper) implements Serializable {
    /** Checks the range. */
    public BloodVolume {
      require(
          lower >= 0 && upper >= lower && upper < 1,
          "blood volume: " + lower + " to " + upper + " (must be in [0, 1), in order)");
    }

    /** Fitted within the bounds. */
    public static BloodVolume fitted(double lower, double upper) {
      return new BloodVolume(lower, upper);
    }

    /** Fixed to one value. */
    public static BloodVolume fixed(double value) {
      return fitted(value, value);
    }

    /** Whether it is fixed. */
    public boolean isFixed() {
      return lower == upper;
    }
  }

  /** Which frames a linear model uses: the last so many, or those from a time on. */
  public record TStar(int lastFrames, double fromMinutes) implements Serializable {
    /** The last {@code n} frames. */
    public static TStar lastFrames(int n) {
      require(n >= 1, "t*: " + n + " frames (must be >= 1)");
      return new TStar(n, Double.NaN);
    }

    /** Frames whose middle lies at or after {@code minutes}. */
    public static TStar fromMinutes(double minutes) {
      require(minutes >= 0, "t*: " + minutes + " min (must be >= 0)");
      return new TStar(0, minutes);
    }

    /** All frames. */
    public static TStar all() {
      return fromMinutes(0);
    }
  }

  /** Checks and copies. */
  public ModelSettings {
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(bloodVolume, "bloodVolume");
    Objects.requireNonNull(tStar, "tStar");
    Objects.requireNonNull(tissueIntegral, "tissueIntegral");
    Objects.requireNonNull(windowMinutes, "windowMinutes");
    Objects.requireNonNull(lineWeights, "lineWeights");
    bounds = java.util.Collections.unmodifiableMap(new TreeMap<>(bounds));
    require(starts >= 1, "starts: " + starts + " (must be >= 1)");
  }

  /** Frame means, vB fitted in [0, 0.1], last ten frames, window 60 to 90 min, ten starts. */
  public static ModelSettings defaults() {
    return new ModelSettings(
        Sampling.FRAME_MEAN,
        BloodVolume.fitted(0, 0.1),
        TStar.lastFrames(10),
        TissueIntegral.FRAME_DURATION,
        new Window(60, 90),
        Double.NaN,
        Map.of(),
        10,
        LineWeights.UNIFORM);
  }

  /** The same with another sampling. */
  public ModelSettings withSampling(Sampling value) {
    return new ModelSettings(
        value,
        bloodVolume,
        tStar,
        tissueIntegral,
        windowMinutes,
        k2prime,
        bounds,
        starts,
        lineWeights);
  }

  /** The same with another blood volume. */
  public ModelSettings withBloodVolume(BloodVolume value) {
    return new ModelSettings(
        sampling,
        value,
        tStar,
        tissueIntegral,
        windowMinutes,
        k2prime,
        bounds,
        starts,
        lineWeights);
  }

  /** The same with another t*. */
  public ModelSettings withTStar(TStar value) {
    return new ModelSettings(
        sampling,
        bloodVolume,
        value,
        tissueIntegral,
        windowMinutes,
        k2prime,
        bounds,
        starts,
        lineWeights);
  }

  /** The same with another tissue integral. */
  public ModelSettings withTissueIntegral(TissueIntegral value) {
    return new ModelSettings(
        sampling, bloodVolume, tStar, value, windowMinutes, k2prime, bounds, starts, lineWeights);
  }

  /** The same with another window. */
  public ModelSettings withWindow(Window value) {
    return new ModelSettings(
        sampling, bloodVolume, tStar, tissueIntegral, value, k2prime, bounds, starts, lineWeights);
  }

  /** The same with another k2prime, 1/min. */
  public ModelSettings withK2prime(double value) {
    return new ModelSettings(
        sampling,
        bloodVolume,
        tStar,
        tissueIntegral,
        windowMinutes,
        value,
        bounds,
        starts,
        lineWeights);
  }

  /** The same with the bounds of one parameter replaced. */
  public ModelSettings withBounds(String parameter, Bounds value) {
    Map<String, Bounds> more = new TreeMap<>(bounds);
    more.put(parameter, value);
    return new ModelSettings(
        sampling,
        bloodVolume,
        tStar,
        tissueIntegral,
        windowMinutes,
        k2prime,
        more,
        starts,
        lineWeights);
  }

  /** The same with another number of starts. */
  public ModelSettings withStarts(int value) {
    return new ModelSettings(
        sampling,
        bloodVolume,
        tStar,
        tissueIntegral,
        windowMinutes,
        k2prime,
        bounds,
        value,
        lineWeights);
  }

  /** The same with another weighting of lines. */
  public ModelSettings withLineWeights(LineWeights value) {
    return new ModelSettings(
        sampling,
        bloodVolume,
        tStar,
        tissueIntegral,
        windowMinutes,
        k2prime,
        bounds,
        starts,
        value);
  }

  private static void require(boolean valid, String found) {
    if (!valid) {
      throw new IllegalArgumentException("Invalid " + found);
    }
  }
}
