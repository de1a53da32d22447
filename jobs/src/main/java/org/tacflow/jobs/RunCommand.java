package org.tacflow.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All jobs in order. */
@Command(
    name = "run",
    description = {
      "Runs the whole path and publishes all tables at once, with a page.",
      "",
      "Example: tacflow run --config conf/pbr28.yaml --bids-dir DATA --output-dir OUT"
    })
final class RunCommand extends JobCommand {
  @Option(
      names = "--scan-pages",
      paramLabel = "N",
      defaultValue = "0",
      description = "pages of so many scans, spread over the cohort (default: ${DEFAULT-VALUE})")
  private int scanPages;

  RunCommand() {
    super(ReprocessCohort.jobs());
  }

  @Override
  Afterwards afterwards() {
    return Afterwards.report(scanPages);
  }
}
