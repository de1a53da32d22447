package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs jobs on a cohort and says what came out. */
@Command(mixinStandardHelpOptions = true)
class JobCommand implements Callable<Integer> {
  @Mixin private CohortOptions options;

  @Option(
      names = "--log-format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; json: one object per line (default: text)")
  private LogFormat logFormat;

  private final List<Job> jobs;

  /** What becomes of the tables once they are published; nothing in it can cost a result. */
  interface Afterwards {
    /** Nothing. */
    Afterwards NOTHING = (run, manifest) -> {};

    /** Does it. */
    void accept(RunContext run, Manifest manifest) throws IOException;

    /** The cohort page, and pages of so many scans. */
    static Afterwards report(int scanPages) {
      return (run, manifest) -> {
        String folder = run.store().root() + "/report";
        if (scanPages > 0) {
          ScanReports.of(run, manifest, folder, scanPages).write();
        }
        run.progress().report(WriteReport.write(run, manifest, folder));
      };
    }
  }

  JobCommand(Job job) {
    this(List.of(job));
  }

  JobCommand(List<Job> jobs) {
    this.jobs = jobs;
    this.options = new CohortOptions();
  }

  @Override
  public Integer call() throws IOException {
    CohortConfig config = options.read();
    return new RunSession(config, progress(), Afterwards.NOTHING)
        .run(jobs.get(0).name(), run -> run.runAndPublish(jobs));
  }

  CohortOptions options() {
    return options;
  }

  Progress progress() {
    return new Progress(System.out, Surface.ofProcess(), logFormat);
  }
}
