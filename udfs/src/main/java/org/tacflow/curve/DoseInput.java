package org.tacflow.curve;

/**
 * Injected radioactivity and body weight, what SUV needs.
 *
 * @param injectedMegabecquerel injected radioactivity at injection time, MBq
 * @param bodyWeightKilogram body weight, kg
 */
public record DoseInput(double injectedMegabecquerel, double bodyWeightKilogram)
    implements InputFunction {
  /** Checks that both are positive. */
  public DoseInput {
    if (!(injectedMegabecquerel > 0) || Double.isInfinite(injectedMegabecquerel)) {
      throw new IllegalArgumentException(
          "Invalid injected radioactivity: " + injectedMegabecquerel + " MBq (must be > 0)");
    }
    if (!(bodyWeightKilogram > 0) || Double.isInfinite(bodyWeightKilogram)) {
      throw new IllegalArgumentException(
          "Invalid body weight: " + bodyWeightKilogram + " kg (must be > 0)");
    }
  }
}
