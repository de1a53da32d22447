package org.tacflow.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tracer that the simulation can image, with the kinetics of every tissue.
 *
 * <p>Design values of the cohort recipe; where it has none (K1 of white matter, DPA714 rates, the
 * deep grey nuclei between their neighbours) they are chosen here.
 *
 * @param name tracer
 * @param radionuclide as in a sidecar
 * @param halfLifeSeconds half-life, s
 * @param frameSeconds frame durations, s, without gaps from injection on
 * @param doseMean injected activity, MBq
 * @param doseSd its standard deviation, MBq
 * @param affinity factor of BPND for HAB, MAB, LAB
 * @param vB blood volume fraction
 * @param sharedSd person sd of log VT (of log Ki for FDG), common to all tissues
 * @param scanSd scan sd, the same scale
 * @param input arterial input
 * @param tissues tissue to kinetics
 */
record TracerDesign(
    String name,
    String radionuclide,
    double halfLifeSeconds,
    double[] frameSeconds,
    double doseMean,
    double doseSd,
    double[] affinity,
    double vB,
    double sharedSd,
    double scanSd,
    InputDesign input,
    Map<String, TissueDesign> tissues) {
  private static final double C11 = 1221.8;
  private static final double F18 = 6586.2;
  private static final double[] NO_GENOTYPE = {1, 1, 1};

  /** Names of all tracers with images, sorted. */
  static List<String> names() {
    return List.of("DPA714", "FDG", "PBR28", "PK11195");
  }

  /** The design of a tracer; throws when there is none. */
  static TracerDesign of(String name) {
    return switch (name) {
      case "PBR28" -> pbr28();
      case "PK11195" -> pk11195();
      case "DPA714" -> dpa714();
      case "FDG" -> fdg();
      default ->
          throw new IllegalArgumentException(
              "Invalid tracer: " + name + " (must be one of " + names() + ")");
    };
  }

  /** Whether the outcome is net uptake (Ki) rather than a volume of distribution. */
  boolean irreversible() {
    return name.equals("FDG");
  }

  /** Whether binding is planted as BPND against the cerebellum, which then has none. */
  boolean referenced() {
    return name.equals("PK11195");
  }

  /** Number of frames. */
  int frames() {
    return frameSeconds.length;
  }

  private static TracerDesign pbr28() {
    TissueDesign grey = new TissueDesign(0.15, 1.9, 1.2, 0.04);
    Map<String, TissueDesign> map = everywhere(grey);
    // The recipe's pattern; nuclei without a value take that of a neighbour.
    set(map, 1.3, "occipital_cortex", "cerebellum", "hippocampus", "amygdala");
    set(map, 1.1, "caudate", "putamen", "globus_pallidus");
    set(map, 1.7, "thalamus");
    set(map, 1.6, "midbrain", "pons", "brainstem");
    map.put("white_matter", new TissueDesign(0.08, 1.9, 0.9, 0.04));
    map.put(RegionCatalogue.FLUID, new TissueDesign(0.02, 0.6, 0.05, 0.04));
    InputDesign input =
        new InputDesign(
            new double[] {21.6, 3.32, 0.370},
            new double[] {3.20, 0.253, 0.0183},
            2.21,
            141,
            0.1056,
            0.955,
            1.405,
            0.0454);
    return new TracerDesign(
        "PBR28",
        "C11",
        C11,
        frames(10, 9, 20, 5, 30, 4, 60, 4, 180, 4, 360, 12),
        400,
        40,
        new double[] {1, 0.5, 0.05},
        0.05,
        0.30,
        0.12,
        input,
        map);
  }

  private static TracerDesign pk11195() {
    TissueDesign grey = new TissueDesign(0.03, 0.45, 0.15, 0.05);
    Map<String, TissueDesign> map = everywhere(grey);
    set(map, 0.30, "thalamus", "midbrain", "pons", "brainstem");
    set(map, 0.20, "caudate", "putamen", "globus_pallidus", "hippocampus", "amygdala");
    // The reference region: nothing binds there.
    set(map, 0, "cerebellum");
    map.put("white_matter", new TissueDesign(0.022, 0.45, 0.15, 0.05));
    map.put(RegionCatalogue.FLUID, new TissueDesign(0.01, 0.30, 0, 0.05));
    InputDesign input =
        new InputDesign(
            new double[] {20, 3.5, 1.4},
            new double[] {3.0, 0.30, 0.012},
            1.6,
            120,
            0.45,
            1.05,
            1.35,
            0.05);
    return new TracerDesign(
        "PK11195",
        "C11",
        C11,
        frames(15, 4, 30, 4, 60, 3, 120, 2, 300, 6, 600, 2),
        370,
        40,
        NO_GENOTYPE,
        0.05,
        0.20,
        0.10,
        input,
        map);
  }

  private static TracerDesign dpa714() {
    TissueDesign grey = new TissueDesign(0.20, 1.5, 1.0, 0.035);
    Map<String, TissueDesign> map = everywhere(grey);
    set(map, 1.4, "thalamus", "midbrain", "pons", "brainstem");
    set(map, 0.9, "caudate", "putamen", "globus_pallidus");
    map.put("white_matter", new TissueDesign(0.12, 1.5, 0.7, 0.035));
    map.put(RegionCatalogue.FLUID, new TissueDesign(0.02, 0.5, 0.05, 0.035));
    InputDesign input =
        new InputDesign(
            new double[] {22, 3.0, 0.6},
            new double[] {3.0, 0.24, 0.012},
            1.8,
            130,
            0.20,
            1.0,
            1.4,
            0.05);
    return new TracerDesign(
        "DPA714",
        "F18",
        F18,
        frames(10, 6, 30, 2, 60, 4, 120, 2, 300, 6, 600, 5),
        200,
        25,
        new double[] {1, 0.6, 0.2},
        0.05,
        0.30,
        0.12,
        input,
        map);
  }

  private static TracerDesign fdg() {
    Map<String, TissueDesign> map =
        everywhere(new TissueDesign(0.095, 0.095 / 0.125, 0.069 / 0.0055, 0.0055));
    map.put("white_matter", new TissueDesign(0.065, 0.065 / 0.126, 0.066 / 0.0054, 0.0054));
    map.put(RegionCatalogue.FLUID, new TissueDesign(0.01, 0.3, 0, 0.0055));
    InputDesign input =
        new InputDesign(
            new double[] {25, 6, 4.5}, new double[] {3.0, 0.25, 0.012}, 1, 1, 1, 1.1, 1.1, 0.05);
    // Sd of 12 % between people, CMRglc 0.33 ± 0.04, split into person and scan.
    return new TracerDesign(
        "FDG",
        "F18",
        F18,
        frames(10, 6, 30, 4, 60, 7, 300, 10),
        185,
        20,
        NO_GENOTYPE,
        0.05,
        0.10,
        0.05,
        input,
        map);
  }

  private static Map<String, TissueDesign> everywhere(TissueDesign design) {
    Map<String, TissueDesign> map = new TreeMap<>();
    RegionCatalogue.all().forEach(tissue -> map.put(tissue, design));
    return map;
  }

  private static void set(Map<String, TissueDesign> map, double bpnd, String... names) {
    for (String name : names) {
      map.put(name, map.get(name).binding(bpnd));
    }
  }

  private static double[] frames(int... secondsAndCounts) {
    double[] all = new double[0];
    for (int i = 0; i < secondsAndCounts.length; i += 2) {
      int before = all.length;
      all = Arrays.copyOf(all, before + secondsAndCounts[i + 1]);
      Arrays.fill(all, before, all.length, secondsAndCounts[i]);
    }
    return all;
  }
}
