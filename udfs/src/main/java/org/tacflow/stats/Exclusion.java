package org.tacflow.stats;

/**
 * One row left out of an analysis, and the first column that has no value there.
 *
 * @param key row key, for example a participant
 * @param column name of the column without a value
 */
public record Exclusion(String key, String column) {}
