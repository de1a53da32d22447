package org.tacflow.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happens in a run, for a log collector: one JSON object per line. */
final class EventLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private String run = "";

  EventLines(PrintStream out) {
    this.out = out;
  }

  /** Names the run in every line that follows. */
  synchronized void run(String id) {
    run = id;
  }

  /**
   * Writes one line.
   *
   * @param event what it is about
   * @param stage stage at work
   * @param seconds since the start
   * @param details more keys, in order
   */
  synchronized void write(String event, String stage, double seconds, Map<String, ?> details) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.now().toString());
    line.put("event", event);
    line.put("run", run);
    line.put("stage", stage);
    line.put("seconds", Math.round(seconds * 10) / 10.0);
    line.putAll(details);
    try {
      out.println(JSON.writeValueAsString(line));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
