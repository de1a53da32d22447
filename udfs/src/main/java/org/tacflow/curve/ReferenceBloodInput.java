package org.tacflow.curve;

import java.util.Objects;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * A reference region together with the arterial blood that fills its vessels.
 *
 * @param reference curve of the reference region, kBq/mL, one mean per frame
 * @param wholeBlood tracer in arterial whole blood, kBq/mL over min after injection
 */
public record ReferenceBloodInput(ReferenceInput reference, PiecewiseLinear wholeBlood)
    implements InputFunction {
  /** Checks that both are there. */
  public ReferenceBloodInput {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(wholeBlood, "wholeBlood");
  }
}
