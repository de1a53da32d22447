package org.tacflow.curve.blood;

import java.util.List;
import org.tacflow.curve.ArterialInput;

/**
 * An arterial input and the models behind it.
 *
 * @param input parent plasma and whole blood, kBq/mL over min after injection
 * @param sampledEnd last time that samples of both cover, min
 * @param fits the formulas that were asked for; a component whose fit has no numbers is
 *     interpolated
 * @param plasmaResamples parent plasma of each resampled input at the knots of {@code
 *     input.plasma()}, kBq/mL; empty unless asked for and unless a formula was fitted
 */
public record AssembledInput(
    ArterialInput input,
    double sampledEnd,
    List<ComponentFit> fits,
    List<double[]> plasmaResamples) {
  /** Copies the lists. */
  public AssembledInput {
    fits = List.copyOf(fits);
    plasmaResamples = List.copyOf(plasmaResamples);
  }

  /** The fit of a component, null when none was asked for. */
  public FormulaFit fit(String component) {
    return fits.stream()
        .filter(f -> f.component().equals(component))
        .map(ComponentFit::fit)
        .findFirst()
        .orElse(null);
  }
}
