/**
 * Models of blood: parent fraction, blood-to-plasma ratio, plasma, whole blood, and their assembly.
 *
 * <p>A model is a {@link org.tacflow.curve.blood.TimeFormula}: one file, its parameters with units
 * and bounds, its source. Everything is fitted by one door, {@link
 * org.tacflow.curve.blood.FormulaFit}.
 */
package org.tacflow.curve.blood;
