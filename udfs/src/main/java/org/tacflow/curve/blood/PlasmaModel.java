package org.tacflow.curve.blood;

/** How parent plasma between samples is found. */
public enum PlasmaModel {
  /** Plasma samples joined by straight lines, times the parent fraction. */
  INTERPOLATION(null),
  /** {@link TriexponentialInput}. */
  TRIEXPONENTIAL(new TriexponentialInput()),
  /** {@link FengInput}. */
  FENG(new FengInput()),
  /** {@link FengInfusionInput}. */
  FENG_INFUSION(new FengInfusionInput());

  private final TimeFormula formula;

  PlasmaModel(TimeFormula formula) {
    this.formula = formula;
  }

  /** The formula, null for interpolation. */
  public TimeFormula formula() {
    return formula;
  }
}
