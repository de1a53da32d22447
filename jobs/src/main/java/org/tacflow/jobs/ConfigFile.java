package org.tacflow.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import org.tacflow.config.CohortConfig;

/** The configuration of a run as it is kept beside its tables. */
final class ConfigFile {
  /** Name of the file in the run folder. */
  static final String NAME = "config.json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          // Derived values such as BloodVolume.isFixed are written for people and not read back.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ConfigFile() {}

  static String toJson(CohortConfig config) {
    try {
      return JSON.writeValueAsString(config) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static CohortConfig ofJson(String json) throws IOException {
    return JSON.readValue(json, CohortConfig.class);
  }
}
