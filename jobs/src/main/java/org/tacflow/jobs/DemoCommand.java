package org.tacflow.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tacflow.config.CohortConfig;
import org.tacflow.simulate.CohortSize;
import org.tacflow.simulate.SimulationOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job on an embedded default: a simulated cohort, then the whole path over it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates a cohort and runs the whole path over it: what the program does, in minutes.",
      "",
      "Example: tacflow demo --output-dir demo"
    })
final class DemoCommand implements Callable<Integer> {
  private static final String CONFIG = "/org/tacflow/conf/simulated.yaml";

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      required = true,
      description = "folder of the cohort and of its tables")
  Path outputDir;

  @Option(names = "--seed", defaultValue = "1", description = "seed (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--size",
      defaultValue = "study",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  CohortSize size;

  @Option(
      names = "--scan-pages",
      paramLabel = "N",
      defaultValue = "0",
      description = "pages of so many scans, spread over the cohort (default: ${DEFAULT-VALUE})")
  int scanPages;

  @Override
  public Integer call() throws IOException {
    Path cohort =
        outputDir.resolve("cohort-" + size.name().toLowerCase(java.util.Locale.ROOT) + "-" + seed);
    if (Files.exists(cohort.resolve("participants.tsv"))) {
      System.out.println("Cohort " + cohort + " is there already");
    } else {
      SimulateCommand.write(SimulationOptions.of(size, cohort.toString(), seed), System.out);
    }
    Map<String, String> places =
        Map.of("bids-dir", cohort.toString(), "output-dir", outputDir.resolve("tables").toString());
    return RunCommand.run(config(places), JobCommand.Afterwards.report(scanPages));
  }

  /** The packaged configuration of simulated cohorts, with places of its own. */
  static CohortConfig config(Map<String, String> places) throws IOException {
    try (InputStream in = DemoCommand.class.getResourceAsStream(CONFIG)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Configs.reader().parse("conf/simulated.yaml", text, "", places);
    }
  }
}
