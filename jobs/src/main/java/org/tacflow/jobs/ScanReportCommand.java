package org.tacflow.jobs;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.tacflow.tables.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a page for every scan of a published run. */
@Command(
    name = "scan-report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a page per scan: maps, viewer, curves with fits and residuals, input, t*, flags.",
      "",
      "Example: tacflow scan-report --output-dir OUT"
    })
final class ScanReportCommand implements Callable<Integer> {
  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      required = true,
      description = "where the published tables are")
  String outputDir;

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "where the pages go (default: OUTPUT-DIR/report)")
  String reportDir;

  @Override
  public Integer call() throws IOException {
    SparkSession spark = Session.open("scan-report");
    try {
      RunContext run = RunContext.published(spark, outputDir, new Progress(System.out));
      String folder = reportDir == null ? run.store().root() + "/report" : reportDir;
      Manifest manifest = run.store().current().orElseThrow();
      ScanReports.of(run, manifest, folder, Integer.MAX_VALUE).write();
      // The cohort page anew, so that it leads to the pages.
      WriteReport.write(run, manifest, folder);
      return ExportCommand.print("scan pages", folder, run.rejections().all(), System.out);
    } finally {
      spark.stop();
    }
  }
}
