package org.tacflow.config;

import java.io.Serializable;
import java.util.Map;

/**
 * One table of scores that is not in the data set's own places.
 *
 * @param path file, TSV or CSV
 * @param participantColumn column with the participant
 * @param sessionColumn column with the session; empty without
 * @param dateColumn column with the visit date; empty without
 * @param scales column name to scale id
 */
public record ScoreTable(
    @NotHashed String path,
    String participantColumn,
    String sessionColumn,
    String dateColumn,
    Map<String, String> scales)
    implements Serializable {}
