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
  private final Afterwards afterwards;

  /** What becomes of the tables once they are published. */
  enum Afterwards {
    /** Nothing. */
    NOTHING,
    /** The cohort page is written. */
    REPORT
  }

  JobCommand(Job job) {
    this(List.of(job), Afterwards.NOTHING);
  }

  JobCommand(List<Job> jobs, Afterwards afterwards) {
    this.jobs = jobs;
    this.afterwards = afterwards;
    this.options = new CohortOptions();
  }

  @Override
  public Integer call() throws IOException {
    return run(options.read(), jobs, afterwards);
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
      if (afterwards == Afterwards.REPORT) {
        // Behind the publication, so that nothing here can cost a result.
        System.out.printf("%nReport: %s%n", WriteReport.write(run, manifest, null));
      }
      return rejected == 0 ? Tacflow.DONE : Tacflow.REJECTIONS;
    } finally {
      spark.stop();
    }
  }
}
