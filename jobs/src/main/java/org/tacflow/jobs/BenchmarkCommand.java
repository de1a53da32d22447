package org.tacflow.jobs;

import java.io.IOException;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much the whole job costs beside the work that it cannot avoid. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates scans, runs index, extract, inputs and fit-voxels (2TCM) over them, and prints",
      "wall and processor time as ratios to gunzip and fit alone, measured in the same process.",
      "The same over two scans or more, one a core, tells what is start-up. Then grows the cohort.",
      "The ratios are for a local master; with another, give --scans 0 and look at growth only.",
      "",
      "Example: tacflow benchmark --output-dir bench --scans 24 --growth 4,16,64"
    })
final class BenchmarkCommand implements Callable<Integer> {
  private static final String CONFIG =
      """
      name: benchmark
      blood:
        delay: none
      models:
        - model: 2TCM
      """;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      required = true,
      description = "folder of the cohorts and tables; needs some GB")
  Path outputDir;

  @Option(
      names = "--scans",
      defaultValue = "24",
      description = "scans of the cohort, 0 for growth alone (default: ${DEFAULT-VALUE})")
  int scans;

  @Option(
      names = "--voxel-size",
      paramLabel = "MM",
      defaultValue = "2",
      description = "of the phantom, mm (default: ${DEFAULT-VALUE})")
  double voxelSize;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "measured rounds (default: ${DEFAULT-VALUE})")
  int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "ROUNDS",
      defaultValue = "3",
      description = {
        "rounds before, for the compiler of the JVM: in the first two it takes as much of the",
        "processor as small jobs do; of growth, over its first cohort (default: ${DEFAULT-VALUE})"
      })
  int warmUp;

  @Option(
      names = "--growth",
      split = ",",
      paramLabel = "SCANS",
      description = "sizes of growing cohorts, such as 4,16,64; left out without")
  List<Integer> growth = List.of();

  @Option(
      names = "--growth-voxel-size",
      paramLabel = "MM",
      defaultValue = "2",
      description = "of the phantom in growing cohorts, mm (default: ${DEFAULT-VALUE})")
  double growthVoxelSize;

  @Override
  public Integer call() throws IOException {
    List<CohortConfig> growing = new ArrayList<>();
    for (int size : growth) {
      growing.add(cohort(size, growthVoxelSize));
    }
    SparkSession spark = Session.open("benchmark");
    try {
      if (scans > 0) {
        int few = spark.sparkContext().defaultParallelism();
        JobBenchmark.print(
            spark, cohort(scans, voxelSize), cohort(few, voxelSize), warmUp, rounds, System.out);
      }
      if (!growing.isEmpty()) {
        GrowthBenchmark.print(spark, growing, warmUp, rounds, System.out);
      }
    } finally {
      spark.stop();
    }
    return Tacflow.DONE;
  }

  /** A simulated cohort of so many scans, made where it is not there yet, and its tables. */
  private CohortConfig cohort(int size, double millimetres) throws IOException {
    String name = String.format(Locale.ROOT, "cohort-%d-%smm", size, millimetres);
    Path cohort = outputDir.resolve(name);
    if (!Files.exists(cohort.resolve("participants.tsv"))) {
      SimulateCommand.write(
          SimulationOptions.of(CohortSize.SMOKE, cohort.toString(), 1)
              .withGroups(Map.of("HC", size), CohortSize.tracers())
              .withPhantom(millimetres),
          System.out);
    }
    return Configs.reader()
        .parse(
            "benchmark",
            CONFIG,
            "",
            Map.of(
                "bids-dir",
                cohort.toString(),
                "output-dir",
                outputDir.resolve("tables").toString()));
  }
}
