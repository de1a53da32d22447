package org.tacflow.jobs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tacflow.bids.Storage;
import org.tacflow.config.InputException;
import org.tacflow.simulate.CohortSimulator;
import org.tacflow.simulate.CohortSize;
import org.tacflow.simulate.NoiseLevel;
import org.tacflow.simulate.SimulationOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a PET-BIDS cohort with known truth. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a PET-BIDS cohort with images, blood, genotypes, scores, and the truth beside it.",
      "",
      "Example: tacflow simulate --output-dir COHORT --size study --seed 1"
    })
final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--output-dir", paramLabel = "DIR", required = true, description = "new data set")
  String outputDir;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "seed; the same seed gives the same bytes (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--size",
      defaultValue = "study",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  CohortSize size;

  @Option(
      names = "--group",
      paramLabel = "DIAGNOSIS[:SUBGROUP]=N",
      description = "participants of one diagnosis, replacing those of the size")
  Map<String, Integer> groups = new LinkedHashMap<>();

  @Option(
      names = "--tracer",
      paramLabel = "DIAGNOSIS=TRACER",
      description = "tracers of one diagnosis, joined by +: AD=PBR28+FDG")
  Map<String, String> tracers = new LinkedHashMap<>();

  @Option(
      names = "--finding",
      paramLabel = "ID",
      split = ",",
      description = "findings to plant (default: all of the groups and tracers)")
  List<String> findings = new ArrayList<>();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "label image of the anatomy, with its _dseg.tsv beside it or by --label-table")
  String labels;

  @Option(names = "--label-table", paramLabel = "FILE", description = "names of the labels")
  String labelTable;

  @Option(names = "--voxel-size", paramLabel = "MM", description = "voxel size of the phantom")
  Double phantomMillimetres;

  @Option(
      names = "--output",
      defaultValue = "images",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  SimulationOptions.Output output;

  @Option(names = "--defects", description = "plant the defects of real cohorts, each listed")
  boolean defects;

  @Option(names = "--noise-free", description = "without any noise")
  boolean noiseFree;

  @Override
  public Integer call() throws IOException {
    write(options(), System.out);
    return Tacflow.DONE;
  }

  /** Writes a cohort and says where it is. */
  static void write(SimulationOptions options, PrintStream out) throws IOException {
    int[] lastTenth = {-1};
    CohortSimulator.Summary summary =
        CohortSimulator.of(options, Storage.local())
            .simulate(
                (done, total) -> {
                  int tenth = 10 * done / total;
                  if (tenth > lastTenth[0]) {
                    lastTenth[0] = tenth;
                    out.printf(Locale.ROOT, "simulated %d of %d scans%n", done, total);
                  }
                });
    out.printf(Locale.ROOT, "%s%n%n", summary);
  }

  private SimulationOptions options() {
    SimulationOptions options = SimulationOptions.of(size, outputDir, seed);
    if (!groups.isEmpty()) {
      options = options.withGroups(groups, allTracers(options));
    } else if (!tracers.isEmpty()) {
      options = options.withGroups(options.groups(), allTracers(options));
    }
    if (!findings.isEmpty()) {
      options = options.withFindings(findings);
    }
    if (labels != null) {
      options = options.withAnatomy(labels, tableOf(labels, labelTable));
    } else if (phantomMillimetres != null) {
      options = options.withPhantom(phantomMillimetres);
    }
    if (noiseFree) {
      options = options.withNoise(NoiseLevel.none());
    }
    if (defects) {
      options = options.withDefects(SimulationOptions.Defects.PLANTED);
    }
    return options.withOutput(output);
  }

  private Map<String, List<String>> allTracers(SimulationOptions options) {
    Map<String, List<String>> all = new LinkedHashMap<>(options.tracers());
    tracers.forEach((group, names) -> all.put(group, List.of(names.split("[+]"))));
    return all;
  }

  /** The table beside a label image: of the same name, or of the name without its resolution. */
  static String tableOf(String image, String given) {
    if (given != null) {
      return given;
    }
    if (!image.matches(".*[.]nii([.]gz)?")) {
      throw new InputException(
          "Invalid label image: "
              + image
              + " (must end in .nii or .nii.gz, or give --label-table)");
    }
    String own = image.replaceFirst("[.]nii([.]gz)?$", ".tsv");
    return Files.exists(Path.of(own)) ? own : own.replaceFirst("_res-[0-9]+", "");
  }
}
