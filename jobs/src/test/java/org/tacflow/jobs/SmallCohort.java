package org.tacflow.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tacflow.bids.Storage;
import org.tacflow.simulate.CohortSimulator;
import org.tacflow.simulate.CohortSize;
import org.tacflow.simulate.SimulationOptions;

/** A simulated cohort with [11C]PBR28 that is quick to fit, and its files by name. */
final class SmallCohort {
  /** Arterial and reference models, on voxels and not, all linear. */
  static final String CONFIG =
      """
      name: small cohort
      blood:
        delay: none
      models:
        - model: Logan
          t-star: {minutes: 30}
        - model: MA1
          t-star: {minutes: 30}
          voxels: false
        - model: SUVR
          reference-region: cerebellum
          window-minutes: [60, 90]
      registry-groups: [cerebellum, frontal_cortex, thalamus]
      clinical:
        group-column: group
      correlations:
        regions: [thalamus, frontal_cortex]
        minimum-n: 4
      """;

  private final Path folder;

  private SmallCohort(Path folder) {
    this.folder = folder;
  }

  /** Images in a phantom of 10 mm voxels. */
  static SmallCohort images(Path folder, int controls, int patients) throws IOException {
    return simulate(options(folder, controls, patients).withPhantom(10));
  }

  /** Regional curves. */
  static SmallCohort curves(Path folder, int controls, int patients) throws IOException {
    return simulate(
        options(folder, controls, patients).withOutput(SimulationOptions.Output.REGIONAL));
  }

  private static SimulationOptions options(Path folder, int controls, int patients) {
    Map<String, Integer> groups = new LinkedHashMap<>();
    groups.put("HC", controls);
    groups.put("AD", patients);
    return SimulationOptions.of(CohortSize.SMOKE, folder.toString(), 1)
        .withGroups(groups, CohortSize.tracers());
  }

  private static SmallCohort simulate(SimulationOptions options) throws IOException {
    CohortSimulator.of(options, Storage.local()).simulate((done, total) -> {});
    return new SmallCohort(Path.of(options.outputDir()));
  }

  Path folder() {
    return folder;
  }

  /** A file of the only session of a person, raw or derived: {@code pet.json}. */
  Path file(String person, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(person + "_"))
          .filter(file -> file.getFileName().toString().endsWith("_" + suffix))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(person + " has no " + suffix));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the text of a file; a change that changes nothing is a fault of the test. */
  static void edit(Path file, UnaryOperator<String> change) throws IOException {
    String before = Files.readString(file);
    String after = change.apply(before);
    if (after.equals(before)) {
      throw new IllegalArgumentException("nothing to change in " + file);
    }
    Files.writeString(file, after);
  }

  /** Begins a run of a configuration text on this cohort, without any job. */
  RunContext begin(String yaml, Path output) throws IOException {
    return Runs.begin(yaml, Map.of("bids-dir", folder.toString(), "output-dir", output.toString()));
  }

  /** The configuration as a file, and a command on this cohort with it. */
  List<String> command(String command, Path output, String... more) throws IOException {
    return command(CONFIG, command, output, more);
  }

  List<String> command(String yaml, String command, Path output, String... more)
      throws IOException {
    Path config = Files.writeString(folder.resolveSibling("small-cohort.yaml"), yaml);
    List<String> arguments =
        List.of(
            command,
            "--config",
            config.toString(),
            "--bids-dir",
            folder.toString(),
            "--output-dir",
            output.toString());
    return Stream.concat(arguments.stream(), Stream.of(more)).toList();
  }
}
