package org.tacflow.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tacflow.config.InputException;

/**
 * What to simulate: who, with which tracer, in which anatomy, with which noise and defects.
 *
 * @param outputDir folder of the new data set
 * @param seed seed of every draw; the same seed gives the same bytes
 * @param groups diagnosis, or {@code diagnosis:subgroup}, to number of participants, in order
 * @param tracers diagnosis to tracers, one session each, in order
 * @param findings ids of the findings to plant; empty means all of the groups and tracers
 * @param labelImage label image of the anatomy; empty means the phantom of ellipsoids
 * @param labelTable its {@code dseg.tsv}; empty with the phantom
 * @param phantomMillimetres voxel size of the phantom, mm
 * @param output images or regional curves
 * @param noise size of the noise
 * @param defects whether defects of real cohorts are planted
 */
public record SimulationOptions(
    String outputDir,
    long seed,
    Map<String, Integer> groups,
    Map<String, List<String>> tracers,
    List<String> findings,
    String labelImage,
    String labelTable,
    double phantomMillimetres,
    Output output,
    NoiseLevel noise,
    Defects defects) {

  /** What a scan is written as. */
  public enum Output {
    /** 4-D images with label images. */
    IMAGES,
    /** Regional curves, {@code _tacs.tsv} with {@code _morph.tsv}. */
    REGIONAL
  }

  /** Whether defects are planted. */
  public enum Defects {
    /** A clean cohort. */
    NONE,
    /** The defects of the recipe, each listed in {@code derivatives/truth/defects.tsv}. */
    PLANTED
  }

  /** Checks everything that can be checked without reading files; one message for all problems. */
  public SimulationOptions {
    List<String> problems = new ArrayList<>();
    groups = new LinkedHashMap<>(groups);
    tracers = new LinkedHashMap<>(tracers);
    findings = List.copyOf(findings);
    for (Map.Entry<String, Integer> group : groups.entrySet()) {
      if (!(group.getValue() > 0 && group.getValue() < 1000)) {
        problems.add(
            "Invalid number of participants of "
                + group.getKey()
                + ": "
                + group.getValue()
                + " (must be 1 to 999)");
      }
      check(problems, () -> PersonDesign.draw(0, group.getKey(), 1));
      String name = group.getKey().split(":", 2)[0];
      List<String> names = tracers.getOrDefault(name, List.of());
      if (names.isEmpty()) {
        problems.add("Invalid tracers of " + name + ": none (must be at least one)");
      }
      names.forEach(tracer -> check(problems, () -> TracerDesign.of(tracer)));
    }
    if (groups.isEmpty()) {
      problems.add("Invalid groups: none (must be at least one)");
    }
    List<String> known = Finding.all().stream().map(Finding::id).distinct().toList();
    for (String finding : findings) {
      if (!known.contains(finding)) {
        problems.add("Invalid finding: " + finding + " (must be one of " + known + ")");
      }
    }
    if (labelImage.isEmpty() != labelTable.isEmpty()) {
      problems.add(
          "Invalid anatomy: label image '"
              + labelImage
              + "' with table '"
              + labelTable
              + "' (must be both or neither)");
    }
    if (!(phantomMillimetres >= 1 && phantomMillimetres <= 10)) {
      problems.add("Invalid phantom voxel size: " + phantomMillimetres + " mm (must be 1 to 10)");
    }
    if (!problems.isEmpty()) {
      throw new InputException(String.join("\n", problems));
    }
  }

  private static void check(List<String> problems, Runnable attempt) {
    try {
      attempt.run();
    } catch (IllegalArgumentException e) {
      if (!problems.contains(e.getMessage())) {
        problems.add(e.getMessage());
      }
    }
  }

  /** A preset: noise of the recipe, no defects, the phantom. */
  public static SimulationOptions of(CohortSize size, String outputDir, long seed) {
    return new SimulationOptions(
        outputDir,
        seed,
        size.groups(),
        CohortSize.tracers(),
        List.of(),
        "",
        "",
        size.phantomMillimetres(),
        Output.IMAGES,
        NoiseLevel.ofRecipe(),
        Defects.NONE);
  }

  /** The same with other groups and tracers. */
  public SimulationOptions withGroups(
      Map<String, Integer> otherGroups, Map<String, List<String>> otherTracers) {
    return new SimulationOptions(
        outputDir,
        seed,
        otherGroups,
        otherTracers,
        findings,
        labelImage,
        labelTable,
        phantomMillimetres,
        output,
        noise,
        defects);
  }

  /** The same with chosen findings only. */
  public SimulationOptions withFindings(List<String> ids) {
    return new SimulationOptions(
        outputDir,
        seed,
        groups,
        tracers,
        ids,
        labelImage,
        labelTable,
        phantomMillimetres,
        output,
        noise,
        defects);
  }

  /** The same in the anatomy of a label image with its table. */
  public SimulationOptions withAnatomy(String image, String table) {
    return new SimulationOptions(
        outputDir,
        seed,
        groups,
        tracers,
        findings,
        image,
        table,
        phantomMillimetres,
        output,
        noise,
        defects);
  }

  /** The same in a phantom of another voxel size, mm. */
  public SimulationOptions withPhantom(double millimetres) {
    return new SimulationOptions(
        outputDir, seed, groups, tracers, findings, "", "", millimetres, output, noise, defects);
  }

  /** The same written another way. */
  public SimulationOptions withOutput(Output other) {
    return new SimulationOptions(
        outputDir,
        seed,
        groups,
        tracers,
        findings,
        labelImage,
        labelTable,
        phantomMillimetres,
        other,
        noise,
        defects);
  }

  /** The same with other noise. */
  public SimulationOptions withNoise(NoiseLevel other) {
    return new SimulationOptions(
        outputDir,
        seed,
        groups,
        tracers,
        findings,
        labelImage,
        labelTable,
        phantomMillimetres,
        output,
        other,
        defects);
  }

  /** The same with or without defects. */
  public SimulationOptions withDefects(Defects other) {
    return new SimulationOptions(
        outputDir,
        seed,
        groups,
        tracers,
        findings,
        labelImage,
        labelTable,
        phantomMillimetres,
        output,
        noise,
        other);
  }
}
