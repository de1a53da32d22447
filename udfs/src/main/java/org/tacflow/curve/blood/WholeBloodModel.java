package org.tacflow.curve.blood;

/** How whole blood between samples is found. */
public enum WholeBloodModel {
  /** Straight lines between the samples. */
  INTERPOLATION,
  /** The natural cubic spline through the samples. */
  SPLINE
}
