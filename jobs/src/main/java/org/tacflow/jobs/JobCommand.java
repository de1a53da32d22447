package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs jobs on a cohort and says what came out. */
@Command(mixinStandardHelpOptions = true)
class JobCommand implements Callable<Integer> {
  @Mixin private CohortOptions options;
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
        System.out.printf("%nReport: %s%n", WriteReport.write(run, manifest, folder));
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
    return run(options.read(), jobs, afterwards());
  }

  /** What follows the jobs. */
  Afterwards afterwards() {
    return Afterwards.NOTHING;
  }

  /**
   * Runs jobs on a cohort in a session of its own; the exit code says whether scans were rejected.
   */
  static int run(CohortConfig config, List<Job> jobs, Afterwards afterwards) throws IOException {
    Inputs.check(config);
    Progress progress = new Progress(System.out);
    SparkSession spark = Session.open(config.name());
    try {
      spark.sparkContext().addSparkListener(progress);
      RunContext run = RunContext.begin(spark, config, progress);
      Manifest manifest = run.runAndPublish(jobs);
      progress.end();
      long rejected = Summary.print(run, manifest, System.out);
      afterwards.accept(run, manifest);
      return rejected == 0 ? Tacflow.DONE : Tacflow.REJECTIONS;
    } finally {
      spark.stop();
    }
  }
}
