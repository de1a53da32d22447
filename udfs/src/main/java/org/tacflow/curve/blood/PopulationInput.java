package org.tacflow.curve.blood;

import java.io.Serializable;
import java.util.Objects;
import org.tacflow.curve.ArterialInput;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * An input of a population, scaled to one scan by its late samples.
 *
 * <p>{@code scale = Σ c p / Σ p²} over the samples c of parent plasma from a time on, with p the
 * population's plasma there: least squares through the origin. Whole blood takes the same scale.
 * Source: Takikawa et al. 1993, Radiology 188.
 *
 * @param template plasma and whole blood of the population, any scale, min after injection
 * @param fromMinutes samples from here on are used, min after injection
 */
public record PopulationInput(ArterialInput template, double fromMinutes) implements Serializable {
  /** Checks the time. */
  public PopulationInput {
    Objects.requireNonNull(template, "template");
    if (!(fromMinutes >= 0)) {
      throw new IllegalArgumentException(
          "Invalid begin of late samples: " + fromMinutes + " min (must be >= 0)");
    }
  }

  /**
   * The template scaled to the late samples of a scan.
   *
   * @param parentPlasma samples of parent plasma, kBq/mL over min after injection
   * @throws IllegalArgumentException without a sample from that time on, and where the scale is not
   *     above 0
   */
  public ArterialInput scaledTo(PiecewiseLinear parentPlasma) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < parentPlasma.size(); i++) {
      double t = parentPlasma.time(i);
      if (t >= fromMinutes) {
        double expected = template.plasma().value(t);
        product += parentPlasma.valueAtKnot(i) * expected;
        square += expected * expected;
      }
    }
    double scale = product / square;
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "Cannot scale the population input: no plasma above 0 from "
              + fromMinutes
              + " min on (must have a late sample)");
    }
    return new ArterialInput(template.plasma().scaled(scale), template.wholeBlood().scaled(scale));
  }
}
