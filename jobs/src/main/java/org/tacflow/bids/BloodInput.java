package org.tacflow.bids;

import java.util.List;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.blood.AssembledInput;

/**
 * The arterial input of a scan, where it came from and what is odd about it.
 *
 * @param input parent plasma and whole blood, kBq/mL over min after injection
 * @param source file, or files, it was made from
 * @param coverage share of the time from injection to the end of the last frame that samples cover,
 *     at most 1; beyond the last sample its value is carried on
 * @param flags what is odd, by the names of {@link BloodChecks}
 * @param plasmaFreeFraction fraction of the tracer in plasma that is not bound to protein, 0 to 1;
 *     NaN when unknown
 * @param assembled the input with the models behind it; null for a processed input
 */
public record BloodInput(
    ArterialInput input,
    String source,
    double coverage,
    List<Flag> flags,
    double plasmaFreeFraction,
    AssembledInput assembled) {
  /** Copies the flags. */
  public BloodInput {
    flags = List.copyOf(flags);
  }

  /** A processed input without a free fraction. */
  public BloodInput(ArterialInput input, String source, double coverage, List<Flag> flags) {
    this(input, source, coverage, flags, Double.NaN, null);
  }

  /** Whether there is a flag of that name. */
  public boolean isFlagged(String name) {
    return flags.stream().anyMatch(flag -> flag.name().equals(name));
  }
}
