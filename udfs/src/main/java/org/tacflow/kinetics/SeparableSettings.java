package org.tacflow.kinetics;

import java.io.Serializable;
import java.util.Objects;
import org.tacflow.numerics.ExponentialConvolution.Sampling;
import org.tacflow.numerics.separable.ColumnBox;
import org.tacflow.numerics.separable.Curvature;
import org.tacflow.numerics.separable.RateRange;
import org.tacflow.numerics.separable.Resolution;

/**
 * How a separable fit sees, bounds and searches its curves.
 *
 * @param sampling how a frame sees the model curve
 * @param column bounds of vB, or of R1
 * @param rates range of the exponentials θ, 1/min
 * @param resolution how finely responses are compressed and searched
 * @param curvature what the covariance is the inverse of
 */
public record SeparableSettings(
    Sampling sampling,
    ColumnBox column,
    RateRange rates,
    Resolution resolution,
    Curvature curvature)
    implements Serializable {
  /** Checks that all are there. */
  public SeparableSettings {
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(rates, "rates");
    Objects.requireNonNull(resolution, "resolution");
    Objects.requireNonNull(curvature, "curvature");
  }

  /**
   * For plasma input: frame means, vB in [0, 0.1], θ 0.004 to 3 /min, voxel resolution.
   *
   * <p>The lower bound of θ (half-life 170 min) is the cheapest useful regulariser of VT in a 90
   * min scan; curves that press against it are marked.
   */
  public static SeparableSettings plasma() {
    return new SeparableSettings(
        Sampling.FRAME_MEAN,
        new ColumnBox(0, 0.1),
        new RateRange(0.004, 3),
        Resolution.voxel(),
        Curvature.GAUSS_NEWTON);
  }

  /** For a reference region: frame means, R1 free, θ = k2a 0.01 to 1 /min, voxel resolution. */
  public static SeparableSettings reference() {
    return plasma().withColumn(ColumnBox.free()).withRates(new RateRange(0.01, 1));
  }

  /**
   * What a model's settings say: sampling, blood volume, bounds named {@code theta1} (its upper)
   * and {@code theta2} (its lower); the rest as in {@link #plasma()}.
   */
  public static SeparableSettings of(ModelSettings model) {
    SeparableSettings defaults = plasma();
    ModelSettings.Bounds fast = model.bounds().get("theta1");
    ModelSettings.Bounds slow = model.bounds().get("theta2");
    return defaults
        .withSampling(model.sampling())
        .withColumn(new ColumnBox(model.bloodVolume().lower(), model.bloodVolume().upper()))
        .withRates(
            new RateRange(
                slow == null ? defaults.rates().lower() : slow.lower(),
                fast == null ? defaults.rates().upper() : fast.upper()));
  }

  /** The same with another sampling. */
  public SeparableSettings withSampling(Sampling value) {
    return new SeparableSettings(value, column, rates, resolution, curvature);
  }

  /** The same with other bounds of vB, or of R1. */
  public SeparableSettings withColumn(ColumnBox value) {
    return new SeparableSettings(sampling, value, rates, resolution, curvature);
  }

  /** The same with another range of θ. */
  public SeparableSettings withRates(RateRange value) {
    return new SeparableSettings(sampling, column, value, resolution, curvature);
  }

  /** The same with another resolution. */
  public SeparableSettings withResolution(Resolution value) {
    return new SeparableSettings(sampling, column, rates, value, curvature);
  }

  /** The same with another curvature. */
  public SeparableSettings withCurvature(Curvature value) {
    return new SeparableSettings(sampling, column, rates, resolution, value);
  }
}
