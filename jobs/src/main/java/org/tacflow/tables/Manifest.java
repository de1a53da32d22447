package org.tacflow.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a published run consists of.
 *
 * @param run run id, the name of its folder
 * @param version program version that published it
 * @param settingsHash hash of the whole configuration
 * @param tables table name to its folder, relative to the output folder; a folder may lie in an
 *     earlier run
 * @param rows table name to its number of rows
 */
public record Manifest(
    String run,
    String version,
    String settingsHash,
    Map<String, String> tables,
    Map<String, Long> rows) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Copies in sorted order, so that equal manifests are equal text. */
  public Manifest {
    tables = new TreeMap<>(tables);
    rows = new TreeMap<>(rows);
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Manifest ofJson(String json) throws IOException {
    return JSON.readValue(json, Manifest.class);
  }
}
