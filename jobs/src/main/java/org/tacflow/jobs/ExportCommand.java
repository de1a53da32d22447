package org.tacflow.jobs;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.tacflow.bids.DerivativeNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes maps and tables of a published run as BIDS derivatives. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the published fits as BIDS derivatives: NIfTI maps, tables of parameters and curves.",
      "",
      "Example: tacflow export --output-dir OUT --derivatives DATA/derivatives/tacflow"
    })
final class ExportCommand implements Callable<Integer> {
  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      required = true,
      description = "where the published tables are")
  String outputDir;

  @Option(
      names = "--derivatives",
      paramLabel = "DIR",
      description = "where the derivatives go (default: OUTPUT-DIR/derivatives)")
  String derivatives;

  @Option(
      names = "--names",
      defaultValue = "bep023",
      description =
          "bep023: the names of the draft; released: maps only, under names that the released"
              + " standard has (default: ${DEFAULT-VALUE})")
  DerivativeNames.Standard names;

  @Option(names = "--standard-errors", description = "maps of standard errors too")
  boolean standardErrors;

  @Override
  public Integer call() throws IOException {
    SparkSession spark = Session.open("export");
    try {
      String folder = derivatives == null ? outputDir + "/derivatives" : derivatives;
      Derivatives export =
          new Derivatives(
              RunContext.published(spark, outputDir, new Progress(System.out)), folder, names);
      export.maps(standardErrors);
      export.tables();
      export.describe();
      return print("derivatives", folder, export.rejections().all(), System.out);
    } finally {
      spark.stop();
    }
  }

  /** Says where the files are and which scans were refused; the exit code says it too. */
  static int print(
      String what, String folder, List<Rejections.Rejection> refused, PrintStream out) {
    out.printf(Locale.ROOT, "Wrote %s in %s, %d scans refused%n", what, folder, refused.size());
    refused.forEach(r -> out.printf("  %s: %s%n", r.scan(), r.reason()));
    out.flush();
    return refused.isEmpty() ? Tacflow.DONE : Tacflow.REJECTIONS;
  }
}
