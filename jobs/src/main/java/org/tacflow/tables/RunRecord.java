package org.tacflow.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run as its log book has it, from its first moment on.
 *
 * @param run run id
 * @param jobs job that was run alone, or {@code run}
 * @param state running, published, or failed
 * @param started when it began, ISO
 * @param seconds how long it took, null while it runs
 * @param exitCode exit code, null while it runs
 * @param scans scans of the data set, null when it did not come that far
 * @param rejected scans that a stage could not use, null when it did not come that far
 * @param unitsMade units that were made
 * @param unitsReused units that were carried over
 * @param rows table name to its number of rows
 * @param version program version
 * @param program hash of the program
 * @param spark version of Spark
 * @param java version of Java
 * @param settingsHash hash of the configuration
 * @param message why it failed, null otherwise
 */
public record RunRecord(
    String run,
    String jobs,
    String state,
    String started,
    Double seconds,
    Integer exitCode,
    Integer scans,
    Integer rejected,
    Integer unitsMade,
    Integer unitsReused,
    Map<String, Long> rows,
    String version,
    String program,
    String spark,
    String java,
    String settingsHash,
    String message) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies in sorted order. */
  public RunRecord {
    rows = new TreeMap<>(rows);
  }

  /** A run that begins. */
  public static RunRecord begin(
      String run, String jobs, String started, String version, String program, String settings) {
    return new RunRecord(
        run,
        jobs,
        "running",
        started,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        version,
        program,
        null,
        System.getProperty("java.version"),
        settings,
        null);
  }

  /** The same run with what its stages made. */
  public RunRecord with(String sparkVersion, int found, int refused, int made, int reused) {
    return new RunRecord(
        run,
        jobs,
        state,
        started,
        seconds,
        exitCode,
        found,
        refused,
        made,
        reused,
        rows,
        version,
        program,
        sparkVersion,
        java,
        settingsHash,
        message);
  }

  /** The same run at its end. */
  public RunRecord end(String how, int code, double took, Map<String, Long> tableRows, String why) {
    return new RunRecord(
        run,
        jobs,
        how,
        started,
        took,
        code,
        scans,
        rejected,
        unitsMade,
        unitsReused,
        tableRows,
        version,
        program,
        spark,
        java,
        settingsHash,
        why);
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static RunRecord ofJson(String json) throws IOException {
    return JSON.readValue(json, RunRecord.class);
  }
}
