package org.tacflow.jobs;

import java.io.IOException;
import org.tacflow.config.CohortConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All jobs in order, as far as earlier runs have not done the work. */
@Command(
    name = "run",
    description = {
      "Runs the whole path and publishes all tables at once, with a page.",
      "",
      "Scans whose files and settings are unchanged are carried over; tacflow plan says which.",
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

  @Option(names = "--force", description = "make everything again, whatever is there")
  private boolean force;

  @Option(names = "--no-page", description = "tables only: leave the page for tacflow report")
  private boolean noPage;

  RunCommand() {
    super(ReprocessCohort.jobs());
  }

  @Override
  public Integer call() throws IOException {
    Afterwards afterwards = noPage ? Afterwards.NOTHING : Afterwards.report(scanPages);
    return run(options().read(), progress(), afterwards, force);
  }

  /** Runs the whole path in a session of its own. */
  static int run(CohortConfig config, Afterwards afterwards) throws IOException {
    return run(config, new Progress(System.out), afterwards, false);
  }

  private static int run(CohortConfig config, Progress progress, Afterwards afterwards, boolean all)
      throws IOException {
    return new RunSession(config, progress, afterwards)
        .run("run", all ? ReprocessCohort::runAll : ReprocessCohort::run);
  }
}
