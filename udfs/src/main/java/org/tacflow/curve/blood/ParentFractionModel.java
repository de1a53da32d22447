package org.tacflow.curve.blood;

import java.util.Arrays;
import java.util.List;

/** How the parent fraction between samples is found. */
public enum ParentFractionModel {
  /** Straight lines between the samples, 1 at injection, constant after the last. */
  INTERPOLATION(null),
  /** {@link HillFraction}. */
  HILL(new HillFraction()),
  /** {@link PowerFraction}. */
  POWER(new PowerFraction()),
  /** {@link ExponentialFraction}. */
  EXPONENTIAL(new ExponentialFraction()),
  /** {@link SigmoidFraction}. */
  SIGMOID(new SigmoidFraction()),
  /** {@link GammaFraction}. */
  GAMMA(new GammaFraction()),
  /** {@link InverseGammaFraction}. */
  INVERSE_GAMMA(new InverseGammaFraction()),
  /** The formula with the lowest AIC in each scan. */
  AIC_SCAN(null),
  /** One formula for all scans: the one with the lowest sum of AIC. */
  AIC_COHORT(null);

  private final TimeFormula formula;

  ParentFractionModel(TimeFormula formula) {
    this.formula = formula;
  }

  /** The formula, null for interpolation and for the two choices. */
  public TimeFormula formula() {
    return formula;
  }

  /** The models that have a formula. */
  public static List<ParentFractionModel> formulas() {
    return Arrays.stream(values()).filter(model -> model.formula != null).toList();
  }
}
