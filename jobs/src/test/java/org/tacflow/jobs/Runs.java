package org.tacflow.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tacflow.tables.Manifest;
import org.tacflow.testing.LocalSpark;

/** The whole path, run in the session of the tests. */
final class Runs {
  private Runs() {}

  /** Begins a run of a configuration text, without any job. */
  static RunContext begin(String yaml, Map<String, String> overrides) throws IOException {
    return RunContext.begin(
        LocalSpark.session(),
        Configs.reader().parse("test", yaml, "", overrides),
        Progress.silent());
  }

  /** Runs a configuration text; paths in it are as written. */
  static PublishedTables run(String yaml, Path output) throws IOException {
    return run(yaml, output, Map.of());
  }

  static PublishedTables run(String yaml, Path output, Map<String, String> overrides)
      throws IOException {
    Map<String, String> all = new java.util.LinkedHashMap<>(overrides);
    all.put("output-dir", output.toString());
    RunContext run = begin(yaml, all);
    Manifest manifest = ReprocessCohort.run(run);
    if (!manifest.run().equals(run.draft().id())) {
      throw new IllegalStateException("published " + manifest.run());
    }
    return PublishedTables.in(output);
  }
}
