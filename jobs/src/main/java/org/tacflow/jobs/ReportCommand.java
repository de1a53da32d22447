package org.tacflow.jobs;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The page of a published run, written anew. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the cohort page of the published tables: one folder, opens without network.",
      "",
      "Example: tacflow report --output-dir OUT"
    })
final class ReportCommand implements Callable<Integer> {
  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      required = true,
      description = "where the tables of the run are")
  String outputDir;

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "where the page goes (default: OUTPUT-DIR/report)")
  String reportDir;

  @Override
  public Integer call() throws IOException {
    SparkSession spark = Session.open("report");
    try {
      RunContext run = RunContext.published(spark, outputDir, new Progress(System.out));
      String folder = reportDir == null ? run.store().root() + "/report" : reportDir;
      String page = WriteReport.write(run, run.store().current().orElseThrow(), folder);
      System.out.println("Report: " + page);
      return Tacflow.DONE;
    } finally {
      spark.stop();
    }
  }
}
