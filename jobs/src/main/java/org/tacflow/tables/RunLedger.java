package org.tacflow.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the stages of one run made, published or not.
 *
 * @param run run id
 * @param stages in the order in which they ran
 */
public record RunLedger(String run, List<StageRecord> stages) {
  static final String NAME = "units.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the list. */
  public RunLedger {
    stages = List.copyOf(stages);
  }

  /** The record of a stage, empty when the run did not come that far. */
  public Optional<StageRecord> stage(String name) {
    return stages.stream().filter(record -> record.stage().equals(name)).findFirst();
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(
              new RunLedger(run, stages.stream().map(StageRecord::slim).toList()))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static RunLedger ofJson(String json) throws IOException {
    RunLedger slim = JSON.readValue(json, RunLedger.class);
    return new RunLedger(slim.run(), slim.stages().stream().map(StageRecord::whole).toList());
  }
}
