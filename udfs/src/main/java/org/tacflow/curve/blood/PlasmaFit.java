package org.tacflow.curve.blood;

import org.tacflow.numerics.PiecewiseLinear;

/**
 * A plasma formula with what it was fitted to.
 *
 * @param fit with numbers
 * @param samples parent plasma at the plasma samples
 * @param weights weights of their squared residuals
 * @param curve the formula as a curve
 */
record PlasmaFit(
    FormulaFit fit, PiecewiseLinear samples, double[] weights, PiecewiseLinear curve) {}
