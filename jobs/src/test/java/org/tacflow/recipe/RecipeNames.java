package org.tacflow.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names of the recipe as columns of the cohort's tables, and what publications call them. */
public final class RecipeNames {
  private static final Map<String, String> REGIONS =
      Map.of(
          "cortex", "cortex_global",
          "all", "cortex_global",
          "premotor", "premotor_lateral",
          "motor", "motor_primary",
          "prefrontal", "prefrontal_cortex",
          "parietal", "parietal_cortex",
          "frontal", "frontal_cortex",
          "occipital", "occipital_cortex",
          "pallidum", "globus_pallidus");
  private static final Map<String, String> OUTCOMES =
      Map.of(
          "VT_ratio_lesion_nawm", "VT_ratio",
          "rCBF activation", "rCBF",
          "asymmetry_index", "perfusion_AI");

  private static final Map<String, String> SUBGROUPS =
      Map.of(
          "drug_naive;early_stage", "drug_naive_early",
          "UMN_signs", "UMN_and_LMN",
          "non_demented", "all",
          "D90A_SOD1_homozygous", "D90A_SOD1",
          "D90A_SOD1_presymptomatic", "presymptomatic");

  private RecipeNames() {}

  /** The columns in which a row of the recipe is planted, with the names of the registries. */
  static List<RecipeRow> columns(RecipeRow row) {
    String region = REGIONS.getOrDefault(row.region(), row.region());
    RecipeRow named =
        row.renamed(row.tracer(), OUTCOMES.getOrDefault(row.outcome(), row.outcome()), region);
    if (region.equals("left_minus_right")) {
      return List.of(row.renamed("FDG", "SUVR_AI", "frontal_cortex").resized(-row.size()));
    }
    List<RecipeRow> columns = new ArrayList<>(List.of(named));
    if (row.finding().equals("F-ALS18")) {
      columns.add(named.renamed("H2O", "rCBF", region));
    }
    return columns;
  }

  /** The scale's id in the registry. */
  static String scale(String recipe) {
    return switch (recipe) {
      case "EDSS_SPMS" -> "EDSS";
      case "LOWER_LIMB", "UPPER_LIMB", "BULBAR", "RESPIRATORY" -> "ALSFRS_" + recipe;
      default -> recipe;
    };
  }

  /** The subgroup of the cohort that a publication means. */
  static String subgroup(String published) {
    return SUBGROUPS.getOrDefault(published, published.replaceAll(" ?\\(.*\\)", ""));
  }

  /** What the words of publications are here, as the configuration says it. */
  static String publishedWords() {
    StringBuilder text =
        new StringBuilder(
            """
            evidence:
              diseases: {FTD with MND: FTD}
              tracers: {CBF_ANY: [H2O, ECD]}
              regions:
                cortex_multiple: [cortex_global]
                brain_global: [cortex_global]
                cortex_global_dominant: [cortex_global]
                frontotemporal: [cortex_global]
                substantia_nigra: [midbrain]
                premotor_medial: [premotor_lateral]
                striatum: [striatum, putamen]
                anterior_temporal: [temporal_cortex]
              subgroups:
            """);
    SUBGROUPS.forEach((word, here) -> text.append("    \"%s\": %s%n".formatted(word, here)));
    return text.toString();
  }
}
