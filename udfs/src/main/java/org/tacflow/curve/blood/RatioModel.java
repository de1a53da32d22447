package org.tacflow.curve.blood;

/** How the blood-to-plasma ratio is found where plasma comes from the autosampler. */
public enum RatioModel {
  /** Straight lines between the plasma-to-blood ratios of the manual samples. */
  INTERPOLATION(null),
  /** {@link ConstantRatio}. */
  CONSTANT(new ConstantRatio()),
  /** {@link LinearRatio}. */
  LINEAR(new LinearRatio());

  private final TimeFormula formula;

  RatioModel(TimeFormula formula) {
    this.formula = formula;
  }

  /** The formula, null for interpolation. */
  public TimeFormula formula() {
    return formula;
  }
}
