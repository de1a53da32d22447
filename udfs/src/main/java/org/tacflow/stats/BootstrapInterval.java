package org.tacflow.stats;

/**
 * The bootstrap interval of a statistic.
 *
 * @param estimate statistic of the rows themselves
 * @param standardError standard deviation over the replicates
 * @param percentileLow lower end, 2.5 % quantile of the replicates
 * @param percentileHigh upper end
 * @param acceleratedLow lower end of the bias-corrected accelerated interval (BCa)
 * @param acceleratedHigh upper end
 * @param replicates replicates with a number
 * @param undefined replicates without one, left out
 * @param reason why there is no number, null when there is
 */
public record BootstrapInterval(
    double estimate,
    double standardError,
    double percentileLow,
    double percentileHigh,
    double acceleratedLow,
    double acceleratedHigh,
    int replicates,
    int undefined,
    String reason) {}
