package org.tacflow.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tissue a label of a segmentation is: FreeSurfer names or region ids to design tissues.
 *
 * <p>A tissue is the unit that has its own kinetics and its own random region effect; the labels of
 * one tissue, left and right, share them, so that a mean over them keeps the planted variance.
 * Regions of findings (frontal, parietal, cortex, brainstem …) are sets of tissues. The assignment
 * follows Desikan et al. 2006, doi:10.1016/j.neuroimage.2006.01.021.
 */
final class RegionCatalogue {
  /** Tissue of everything that has no binding: ventricles, CSF, vessels, unknown. */
  static final String FLUID = "fluid";

  private static final Map<String, String> LABELS = new LinkedHashMap<>();
  private static final Map<String, List<String>> REGIONS = new LinkedHashMap<>();
  private static final List<String> CORTEX =
      List.of(
          "frontal_cortex",
          "motor_primary",
          "sensory_primary",
          "parietal_cortex",
          "temporal_cortex",
          "occipital_cortex",
          "cingulate",
          "insula");

  static {
    labels("motor_primary", "precentral paracentral");
    labels(
        "frontal_cortex",
        "superiorfrontal rostralmiddlefrontal caudalmiddlefrontal parsopercularis parstriangularis"
            + " parsorbitalis lateralorbitofrontal medialorbitofrontal frontalpole");
    labels("sensory_primary", "postcentral");
    labels("parietal_cortex", "superiorparietal inferiorparietal supramarginal precuneus");
    labels(
        "temporal_cortex",
        "superiortemporal middletemporal inferiortemporal bankssts fusiform transversetemporal"
            + " temporalpole entorhinal parahippocampal");
    labels("occipital_cortex", "lateraloccipital cuneus pericalcarine lingual");
    labels("insula", "insula");
    labels(
        "cingulate",
        "rostralanteriorcingulate caudalanteriorcingulate posteriorcingulate isthmuscingulate");
    labels("amygdala", "amygdala");
    labels("hippocampus", "hippocampus");
    labels("caudate", "caudate accumbens-area accumbens");
    labels("putamen", "putamen");
    labels("globus_pallidus", "pallidum");
    labels("thalamus", "thalamus thalamus-proper");
    labels("midbrain", "midbrain");
    labels("pons", "pons");
    labels("brainstem", "brain-stem medulla scp ventraldc");
    labels("cerebellum", "cerebellum-cortex cerebellum-white-matter cerebellum_gm");
    labels(
        "white_matter",
        "cerebral-white-matter wm-hypointensities corpuscallosum cc_posterior cc_mid_posterior"
            + " cc_central cc_mid_anterior cc_anterior optic-chiasm nawm");
    for (String tissue : new ArrayList<>(new TreeSet<>(LABELS.values()))) {
      LABELS.put(tissue, tissue);
      REGIONS.put(tissue, List.of(tissue));
    }
    REGIONS.put("frontal_cortex", List.of("frontal_cortex", "motor_primary"));
    REGIONS.put("parietal_cortex", List.of("parietal_cortex", "sensory_primary"));
    REGIONS.put("motor_sensory", List.of("motor_primary", "sensory_primary"));
    REGIONS.put("cortex", CORTEX);
    REGIONS.put("cortex_gm", CORTEX);
    REGIONS.put("striatum", List.of("caudate", "putamen"));
    REGIONS.put("brainstem", List.of("brainstem", "midbrain", "pons"));
    REGIONS.put("nawm", List.of("white_matter"));
  }

  private RegionCatalogue() {}

  private static void labels(String tissue, String names) {
    for (String name : names.split(" ")) {
      LABELS.put(name, tissue);
    }
  }

  /**
   * The tissue of a label name; {@link #FLUID} when it is none that is known.
   *
   * <p>Case does not matter; {@code Left-}, {@code Right-}, {@code ctx-lh-}, {@code ctx-rh-},
   * {@code lh.}, {@code rh.} in front and {@code _left}, {@code _right} behind are taken off.
   */
  static String tissue(String label) {
    String name =
        label
            .toLowerCase(java.util.Locale.ROOT)
            .replaceFirst("^(left-|right-|ctx-[lr]h-|[lr]h[._-])", "")
            .replaceFirst("_(left|right)$", "");
    return LABELS.getOrDefault(name, FLUID);
  }

  /** The tissues of a region of a finding; empty when the region is unknown. */
  static List<String> tissues(String region) {
    return REGIONS.getOrDefault(region, List.of());
  }

  /** Every tissue that has kinetics of its own, sorted, without {@link #FLUID}. */
  static Set<String> all() {
    return new TreeSet<>(LABELS.values());
  }
}
