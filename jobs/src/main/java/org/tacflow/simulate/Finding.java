package org.tacflow.simulate;

import java.util.List;
import java.util.stream.Stream;

/**
 * A published finding as the recipe plants it in one region.
 *
 * @param id id of the recipe; a finding of several regions has one entry for each
 * @param tracer tracer
 * @param outcome what carries the effect
 * @param region region id
 * @param group diagnosis
 * @param subgroup subgroup; empty for the whole group
 * @param scale scale id; empty when only the group mean differs
 * @param rho correlation of the outcome with severity; positive: rises as the person is worse
 * @param deltaPercent difference of the group mean, percent
 */
record Finding(
    String id,
    String tracer,
    Outcome outcome,
    String region,
    String group,
    String subgroup,
    String scale,
    double rho,
    double deltaPercent) {
  /** What carries a planted effect. */
  enum Outcome {
    /** Log of the total volume of distribution. */
    VT,
    /** Binding potential against the cerebellum. */
    BPND,
    /** Log of the late ratio to the cerebellum. */
    SUVR,
    /** Log of the ratio of VT to the cerebellum; 1 + BPND for a tracer with a reference region. */
    DVR,
    /** Log of the net uptake rate. */
    CMRglc
  }

  private static final List<Finding> ALL =
      Stream.of(
              of("F-AD1", "PK11195", Outcome.BPND, "cortex", "AD", "", "MMSE", 0.60, 27),
              of("F-AD2", "PBR28", Outcome.VT, "parietal_cortex", "AD", "", "MMSE", 0.50, 20),
              of("F-AD2b", "PBR28", Outcome.VT, "parietal_cortex", "AD", "", "CDR_SB", 0.50, 0),
              of(
                  "F-PD1",
                  "PK11195",
                  Outcome.BPND,
                  "midbrain",
                  "PD",
                  "drug_naive_early",
                  "UPDRS_III",
                  0.65,
                  0),
              of(
                  "F-PD2",
                  "PK11195",
                  Outcome.BPND,
                  "striatum thalamus pons frontal_cortex cingulate",
                  "PD",
                  "",
                  "UPDRS_III",
                  0,
                  25),
              of(
                  "F-PD3b",
                  "DPA714",
                  Outcome.DVR,
                  "midbrain frontal_cortex putamen",
                  "PD",
                  "",
                  "DISEASE_DURATION",
                  0.25,
                  0),
              of(
                  "F-PD3",
                  "DPA714",
                  Outcome.DVR,
                  "midbrain frontal_cortex putamen",
                  "PD",
                  "",
                  "UPDRS_III",
                  0,
                  0),
              of("F-PD4", "PK11195", Outcome.BPND, "midbrain", "PD", "treated", "UPDRS_III", 0, 0),
              of("F-MS1a", "PK11195", Outcome.BPND, "cortex_gm", "MS", "RRMS", "EDSS", 0.35, 0),
              of("F-MS1b", "PK11195", Outcome.BPND, "cortex_gm", "MS", "SPMS", "EDSS", 0.70, 0),
              of("F-MS3", "PK11195", Outcome.DVR, "nawm", "MS", "", "EDSS", 0.50, 0),
              of("F-ALS1", "PBR28", Outcome.SUVR, "motor_primary", "ALS", "", "UMNB", 0.60, 10),
              of(
                  "F-ALS2",
                  "PBR28",
                  Outcome.SUVR,
                  "brainstem",
                  "ALS",
                  "bulbar_onset",
                  "ALSFRS_R",
                  0.60,
                  0),
              of("F-ALS3", "DPA714", Outcome.VT, "motor_primary", "ALS", "", "ALSFRS_R", 0, 10),
              of(
                  "F-ALS4",
                  "PK11195",
                  Outcome.BPND,
                  "motor_primary",
                  "ALS",
                  "",
                  "UMN_SCORE",
                  0.70,
                  30),
              of(
                  "F-ALS6",
                  "FDG",
                  Outcome.CMRglc,
                  "motor_sensory",
                  "ALS",
                  "",
                  "DISEASE_DURATION",
                  -0.70,
                  -15),
              of("F-ALS7", "FDG", Outcome.SUVR, "amygdala midbrain pons", "ALS", "", "", 0, 6),
              of(
                  "F-ALS8",
                  "FDG",
                  Outcome.SUVR,
                  "frontal_cortex parietal_cortex",
                  "ALS",
                  "bulbar_onset",
                  "",
                  0,
                  -10),
              of(
                  "F-ALS9",
                  "FDG",
                  Outcome.SUVR,
                  "cingulate insula caudate thalamus",
                  "ALS",
                  "C9ORF72",
                  "",
                  0,
                  -8),
              of(
                  "F-ALS9",
                  "FDG",
                  Outcome.SUVR,
                  "midbrain occipital_cortex globus_pallidus",
                  "ALS",
                  "C9ORF72",
                  "",
                  0,
                  6),
              of("F-ALS18", "FDG", Outcome.CMRglc, "temporal_cortex", "ALS", "", "", 0, -8),
              of("F-FTD1", "FDG", Outcome.SUVR, "frontal_cortex", "FTD", "", "", 0, -15),
              of("F-FTD1", "FDG", Outcome.SUVR, "temporal_cortex", "FTD", "FTD_alone", "", 0, -12))
          .flatMap(List::stream)
          .toList();

  private static List<Finding> of(
      String id,
      String tracer,
      Outcome outcome,
      String regions,
      String group,
      String subgroup,
      String scale,
      double rho,
      double delta) {
    return List.of(regions.split(" ")).stream()
        .map(r -> new Finding(id, tracer, outcome, r, group, subgroup, scale, rho, delta))
        .toList();
  }

  /**
   * Every finding of the recipe on a tracer with images, in the recipe's order.
   *
   * <p>F-ALS5 is the group difference of F-ALS6. Left out, because they need what is not simulated:
   * findings on other tracers, over time (F-MS4, F-ALS20), on subgroups within subgroups (F-ALS19,
   * F-ALS21) and on lesions (F-MS2).
   */
  static List<Finding> all() {
    return ALL;
  }

  /** Whether it speaks of that person's group and subgroup. */
  boolean concerns(String otherGroup, String otherSubgroup) {
    return group.equals(otherGroup) && (subgroup.isEmpty() || subgroup.equals(otherSubgroup));
  }
}
