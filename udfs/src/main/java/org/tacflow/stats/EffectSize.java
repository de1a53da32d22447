package org.tacflow.stats;

/**
 * A standardised difference of two means with its variance and 95 % interval.
 *
 * @param kind which one, naming the standard deviation in the denominator
 * @param value first minus second group, in standard deviations
 * @param variance sampling variance, NaN without a number
 * @param ciLow lower end; noncentral t for d, normal for g and Glass's delta
 * @param ciHigh upper end
 * @param reason why there is no number, null when there is
 */
public record EffectSize(
    Kind kind, double value, double variance, double ciLow, double ciHigh, String reason) {

  /** Which standardised difference. */
  public enum Kind {
    /** Over the pooled standard deviation. */
    COHEN_D,
    /** Cohen's d times the exact small-sample factor J. */
    HEDGES_G,
    /** Over the standard deviation of the second group, the controls. */
    GLASS_DELTA
  }
}
