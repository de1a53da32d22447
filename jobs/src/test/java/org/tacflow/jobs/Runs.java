package org.tacflow.jobs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.tacflow.tables.Manifest;
import org.tacflow.testing.LocalSpark;

/** The whole path, run in the session of the tests. */
final class Runs {
  private Runs() {}

  /** Runs a configuration text; paths in it are as written. */
  static PublishedTables run(String yaml, Path output) throws IOException {
    return run(yaml, output, Map.of());
  }

  static PublishedTables run(String yaml, Path output, Map<String, String> overrides)
      throws IOException {
    Map<String, String> all = new java.util.LinkedHashMap<>(overrides);
    all.put("output-dir", output.toString());
    RunContext run =
        RunContext.begin(
            LocalSpark.session(),
            Configs.reader().parse("test", yaml, "", all),
            new Progress(new PrintStream(PrintStream.nullOutputStream())));
    Manifest manifest = ReprocessCohort.run(run);
    if (!manifest.run().equals(run.draft().id())) {
      throw new IllegalStateException("published " + manifest.run());
    }
    return PublishedTables.in(output);
  }
}
