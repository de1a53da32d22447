package org.tacflow.curve.blood;

/**
 * A formula fitted to one component of blood.
 *
 * @param component {@code parent_fraction}, {@code blood_plasma_ratio} or {@code plasma}
 * @param fit what came out, with or without numbers
 */
public record ComponentFit(String component, FormulaFit fit) {
  /** Component name of the parent fraction. */
  public static final String PARENT_FRACTION = "parent_fraction";

  /** Component name of the blood-to-plasma ratio. */
  public static final String RATIO = "blood_plasma_ratio";

  /** Component name of parent plasma. */
  public static final String PLASMA = "plasma";
}
