package org.tacflow.curve;

import java.util.Objects;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * Arterial blood of one scan: metabolite-corrected plasma and whole blood, kBq/mL over minutes.
 *
 * @param plasma parent tracer in arterial plasma, kBq/mL over min after injection
 * @param wholeBlood tracer in arterial whole blood, kBq/mL over min after injection
 */
public record ArterialInput(PiecewiseLinear plasma, PiecewiseLinear wholeBlood)
    implements InputFunction {
  /** Checks that both are there. */
  public ArterialInput {
    Objects.requireNonNull(plasma, "plasma");
    Objects.requireNonNull(wholeBlood, "wholeBlood");
  }

  /** The same blood as it arrives in the brain {@code minutes} later (earlier when negative). */
  public ArterialInput delayed(double minutes) {
    return new ArterialInput(plasma.shifted(minutes), wholeBlood.shifted(minutes));
  }
}
