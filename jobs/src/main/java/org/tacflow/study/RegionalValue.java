package org.tacflow.study;

import java.io.Serializable;

/**
 * One value of one region that was made elsewhere.
 *
 * @param scan key of the scan it stands for: {@code sub-01_ses-1_trc-ECD}
 * @param participantId {@code sub-…}
 * @param sessionId {@code ses-…}; null without
 * @param tracer registry id, or the name as written
 * @param region region name
 * @param outcome outcome
 * @param unit unit
 * @param value the number; NaN when there is none
 * @param reason why there is none; empty otherwise
 * @param referenceRegion what it is relative to; empty without
 * @param settings hash of how the table was read
 */
public record RegionalValue(
    String scan,
    String participantId,
    String sessionId,
    String tracer,
    String region,
    String outcome,
    String unit,
    double value,
    String reason,
    String referenceRegion,
    String settings)
    implements Serializable {}
