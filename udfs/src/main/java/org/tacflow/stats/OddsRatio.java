package org.tacflow.stats;

/**
 * The factor by which the odds grow per stated step of a variable.
 *
 * @param name column of the design
 * @param unit size of the step, in units of the column
 * @param ratio {@code exp(unit b)}
 * @param p two-sided Wald p value
 * @param waldLow lower end of the 95 % Wald interval
 * @param waldHigh upper end
 * @param profileLow lower end of the 95 % profile-likelihood interval, 0 when unbounded
 * @param profileHigh upper end, infinite when unbounded
 */
public record OddsRatio(
    String name,
    double unit,
    double ratio,
    double p,
    double waldLow,
    double waldHigh,
    double profileLow,
    double profileHigh) {}
