package org.tacflow.jobs;

import java.util.List;

/** VT over the free fraction in plasma as an outcome of its own, {@code VTfP = VT / fP}. */
final class FreeFractionOutcomes {
  /** VT over the free fraction. */
  static final String NAME = "VTfP";

  private FreeFractionOutcomes() {}

  /** Whether an outcome is a volume of distribution, whose logarithm tests may take. */
  static boolean isVolume(String outcome) {
    return outcome.equals("VT") || outcome.equals(NAME);
  }

  /**
   * One more per VT of a scan whose free fraction is known.
   *
   * @param fraction of the scan, NaN when unknown
   */
  static List<Outcome> of(List<Outcome> outcomes, double fraction) {
    return Double.isNaN(fraction)
        ? List.of()
        : outcomes.stream()
            .filter(outcome -> outcome.name().equals("VT"))
            .map(volume -> volume.scaled(NAME, volume.unit(), x -> x / fraction))
            .toList();
  }
}
