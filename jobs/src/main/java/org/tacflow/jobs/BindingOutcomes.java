package org.tacflow.jobs;

import java.util.List;
import java.util.stream.Stream;

/**
 * Binding potentials of VT beside the VND that {@link EstimateVnd} found for the scan.
 *
 * <pre>
 * BPP_SIME = VT − VND,   BPND_SIME = VT/VND − 1
 * </pre>
 *
 * Standard errors by the delta method, the errors of VT and VND taken as independent.
 */
final class BindingOutcomes {
  /** {@code VT − VND}, mL/cm3. */
  static final String BPP = "BPP_SIME";

  /** {@code VT/VND − 1}. */
  static final String BPND = "BPND_SIME";

  private BindingOutcomes() {}

  /**
   * Two more per VT of a scan whose VND is known.
   *
   * @param vnd of the scan, NaN when unknown
   * @param error its standard error
   */
  static List<Outcome> of(List<Outcome> outcomes, double vnd, double error) {
    return Double.isNaN(vnd)
        ? List.of()
        : outcomes.stream()
            .filter(outcome -> outcome.name().equals("VT"))
            .flatMap(volume -> Stream.of(difference(volume, vnd, error), ratio(volume, vnd, error)))
            .toList();
  }

  private static Outcome difference(Outcome volume, double vnd, double error) {
    double own = Math.sqrt(volume.se() * volume.se() + error * error);
    return volume.become(BPP, volume.unit(), x -> x - vnd, sd -> sd, own);
  }

  private static Outcome ratio(Outcome volume, double vnd, double error) {
    double relative = volume.value() / vnd * error;
    double own = Math.sqrt(volume.se() * volume.se() + relative * relative) / vnd;
    return volume.become(BPND, "1", x -> x / vnd - 1, sd -> sd / vnd, own);
  }

  /** Names of the outcomes. */
  static List<String> outcomes() {
    return List.of(BPP, BPND);
  }
}
