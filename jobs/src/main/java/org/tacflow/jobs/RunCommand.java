package org.tacflow.jobs;

import picocli.CommandLine.Command;

/** All jobs in order. */
@Command(
    name = "run",
    description = {
      "Runs the whole path and publishes all tables at once, with a page.",
      "",
      "Example: tacflow run --config conf/pbr28.yaml --bids-dir DATA --output-dir OUT"
    })
final class RunCommand extends JobCommand {
  RunCommand() {
    super(ReprocessCohort.jobs(), Afterwards.REPORT);
  }
}
