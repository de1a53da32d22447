package org.tacflow.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
  private static final Map<String, String> LABELS = labels();
  private static final Map<String, List<String>> REGIONS = regions();

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    put(labels, "motor_primary", "precentral paracentral");
    put(
        labels,
        "frontal_cortex",
        "superiorfrontal rostralmiddlefrontal caudalmiddlefrontal parsopercularis parstriangularis"
            + " parsorbitalis lateralorbitofrontal medialorbitofrontal frontalpole");
    put(labels, "sensory_primary", "postcentral");
    put(labels, "parietal_cortex", "superiorparietal inferiorparietal supramarginal precuneus");
    put(
        labels,
        "temporal_cortex",
        "superiortemporal middletemporal inferiortemporal bankssts fusiform transversetemporal"
            + " temporalpole entorhinal parahippocampal");
    put(labels, "occipital_cortex", "lateraloccipital cuneus pericalcarine lingual");
    put(labels, "insula", "insula");
    put(
        labels,
        "cingulate",
        "rostralanteriorcingulate caudalanteriorcingulate posteriorcingulate isthmuscingulate");
    put(labels, "amygdala", "amygdala");
    put(labels, "hippocampus", "hippocampus");
    put(labels, "caudate", "caudate accumbens-area accumbens");
    put(labels, "putamen", "putamen");
    put(labels, "globus_pallidus", "pallidum");
    put(labels, "thalamus", "thalamus thalamus-proper");
    put(labels, "midbrain", "midbrain");
    put(labels, "pons", "pons");
    put(labels, "brainstem", "brain-stem medulla scp ventraldc");
    put(labels, "cerebellum", "cerebellum-cortex cerebellum-white-matter cerebellum_gm");
    put(
        labels,
        "white_matter",
        "cerebral-white-matter wm-hypointensities corpuscallosum cc_posterior cc_mid_posterior"
            + " cc_central cc_mid_anterior cc_anterior optic-chiasm nawm");
    for (String tissue : List.copyOf(labels.values())) {
      labels.put(tissue, tissue);
    }
    return Collections.unmodifiableMap(labels);
  }

  private static Map<String, List<String>> regions() {
    Map<String, List<String>> regions = new LinkedHashMap<>();
    LABELS.values().forEach(tissue -> regions.put(tissue, List.of(tissue)));
    regions.put("frontal_cortex", List.of("frontal_cortex", "motor_primary"));
    regions.put("parietal_cortex", List.of("parietal_cortex", "sensory_primary"));
    regions.put("motor_sensory", List.of("motor_primary", "sensory_primary"));
    regions.put("cortex", CORTEX);
    regions.put("cortex_gm", CORTEX);
    regions.put("striatum", List.of("caudate", "putamen"));
    regions.put("brainstem", List.of("brainstem", "midbrain", "pons"));
    regions.put("nawm", List.of("white_matter"));
    return Collections.unmodifiableMap(regions);
  }

  private RegionCatalogue() {}

  private static void put(Map<String, String> labels, String tissue, String names) {
    for (String name : names.split(" ")) {
      labels.put(name, tissue);
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
            .toLowerCase(Locale.ROOT)
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
