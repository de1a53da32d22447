package org.tacflow.jobs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.tacflow.config.CohortConfig;
import org.tacflow.simulate.CohortSize;
import org.tacflow.simulate.SimulationOptions;
import org.tacflow.tables.RunStore;
import org.tacflow.tables.RunTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does the path find what was planted? Simulates cohorts, runs the path, compares with the truth.
 */
@Command(
    name = "recovery",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates a cohort for each seed, runs the whole path, and compares with the planted truth.",
      "",
      "Example: tacflow recovery --output-dir out --seeds 1,2,3,4,5 --labels atlas_dseg.nii.gz"
    })
final class RecoveryCommand implements Callable<Integer> {
  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      required = true,
      description = "where to work")
  Path outputDir;

  @Option(names = "--config", paramLabel = "FILE", description = "default: conf/simulated.yaml")
  Path config;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2,3,4,5",
      description = "stated before the result is known (default: ${DEFAULT-VALUE})")
  List<Long> seeds;

  @Option(
      names = "--size",
      defaultValue = "study",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  CohortSize size;

  @Option(names = "--labels", paramLabel = "FILE", description = "label image; its .tsv beside it")
  String labels;

  @Option(names = "--label-table", paramLabel = "FILE", description = "names of the labels")
  String labelTable;

  @Override
  public Integer call() throws IOException {
    List<PlantedRecovery> findings = new ArrayList<>();
    List<RegionRecovery> regions = new ArrayList<>();
    for (long seed : seeds) {
      Path folder = outputDir.resolve("seed-" + seed);
      Path cohort = folder.resolve("cohort");
      if (!Files.exists(cohort.resolve("participants.tsv"))) {
        SimulationOptions options = SimulationOptions.of(size, cohort.toString(), seed);
        SimulateCommand.write(
            labels == null
                ? options
                : options.withAnatomy(labels, SimulateCommand.tableOf(labels, labelTable)),
            System.out);
      }
      CohortConfig cohortConfig = config(cohort, folder.resolve("tables"));
      RunCommand.run(cohortConfig, JobCommand.Afterwards.NOTHING);
      compare(seed, cohort, cohortConfig, findings, regions);
    }
    print(findings, regions, System.out);
    return Tacflow.DONE;
  }

  private CohortConfig config(Path cohort, Path tables) throws IOException {
    Map<String, String> places =
        Map.of("bids-dir", cohort.toString(), "output-dir", tables.toString());
    return config == null ? DemoCommand.config(places) : Configs.reader().read(config, places);
  }

  private static void compare(
      long seed,
      Path cohort,
      CohortConfig config,
      List<PlantedRecovery> findings,
      List<RegionRecovery> regions)
      throws IOException {
    SparkSession spark = Session.open("recovery");
    try {
      RunTables tables = RunStore.of(spark, config.outputDir()).published();
      String truth = cohort.resolve("derivatives/truth").toString();
      findings.addAll(PlantedRecovery.of(seed, truth, tables));
      regions.addAll(RegionRecovery.of(seed, truth, tables));
    } finally {
      spark.stop();
    }
  }

  private static void print(
      List<PlantedRecovery> findings, List<RegionRecovery> regions, PrintStream out) {
    out.println();
    findings.forEach(finding -> out.println(finding.line()));
    print(
        "planted with |rho| of 0.3 or more",
        findings.stream().filter(f -> Math.abs(f.rho()) >= 0.3).toList(),
        out);
    print(
        "planted with a smaller rho",
        findings.stream().filter(f -> f.rho() != 0 && Math.abs(f.rho()) < 0.3).toList(),
        out);
    print("planted as none", findings.stream().filter(f -> f.rho() == 0).toList(), out);
    out.println();
    RegionRecovery.summary(regions).forEach(out::println);
    out.flush();
  }

  private static void print(String title, List<PlantedRecovery> findings, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%s: %d rows, interval holds rho %d, right sign too %d",
        title,
        findings.size(),
        findings.stream().filter(PlantedRecovery::covered).count(),
        findings.stream().filter(f -> f.covered() && f.rightSign()).count());
  }
}
