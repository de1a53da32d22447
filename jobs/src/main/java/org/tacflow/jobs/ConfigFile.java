package org.tacflow.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.InputException;
import org.tacflow.tables.RunStore;

/** The configuration of a run as it is kept beside its tables. */
final class ConfigFile {
  /** Name of the file in the run folder. */
  static final String NAME = "config.json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          // Derived values such as BloodVolume.isFixed are written for people and not read back.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // A setting that an older program did not know has no value to fall back to.
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private ConfigFile() {}

  static String toJson(CohortConfig config) {
    try {
      return JSON.writeValueAsString(config) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The configuration of the published run, which this version of the program must understand. */
  static CohortConfig ofPublished(RunStore store) throws IOException {
    String json = store.attachment(NAME);
    try {
      return ofJson(json);
    } catch (JsonProcessingException e) {
      throw new InputException(
          "Cannot use the published run of "
              + store.root()
              + ": its "
              + NAME
              + " was written by another version of tacflow, "
              + e.getOriginalMessage().replaceFirst("(?s) \\(index .*", "")
              + " (run the cohort again with this version, or use the version that its manifest names)",
          e);
    }
  }

  static CohortConfig ofJson(String json) throws JsonProcessingException {
    return JSON.readValue(json, CohortConfig.class);
  }
}
