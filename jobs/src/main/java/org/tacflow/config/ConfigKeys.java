package org.tacflow.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tacflow.config.CohortConfig.Blood;
import org.tacflow.config.CohortConfig.Correlations;
import org.tacflow.config.CohortConfig.Curves;
import org.tacflow.config.CohortConfig.Model;

/** The keys of a configuration file. */
final class ConfigKeys {
  private static final Key<String> NAME =
      new Key<>("name", Scalars.text(), "cohort", "Name of the cohort, for titles.");
  private static final Key<String> BIDS_DIR =
      new Key<>("bids-dir", Scalars.path(), "bids", "Folder of the raw PET-BIDS data set.");
  private static final Key<List<String>> DERIVATIVES_DIRS =
      new Key<>(
          "derivatives-dirs",
          Lists.of(Scalars.path()),
          "[]",
          "Folders with curves, segmentations and input functions, searched in this order.");
  private static final Key<String> OUTPUT_DIR =
      new Key<>("output-dir", Scalars.path(), "tacflow-out", "Folder for the tables.");
  private static final Key<List<String>> PARTICIPANTS =
      new Key<>(
          "participants",
          Lists.of(Scalars.text()),
          "[]",
          "Participant labels, with or without sub-; empty for all.");
  private static final Key<Curves> CURVES =
      new Key<>("curves", CurvesKeys.keys(), "{}", "Where curves come from.");
  private static final Key<Blood> BLOOD =
      new Key<>("blood", BloodKeys.keys(), "{}", "How the arterial input is made.");
  private static final Key<List<Model>> MODELS =
      new Key<>(
          "models",
          Lists.of(ModelKeys.keys()),
          "[{model: 2TCM}, {model: Logan}]",
          "What to fit, in this order.");
  private static final Key<List<String>> REGISTRY_GROUPS =
      new Key<>(
          "registry-groups",
          Lists.of(NameType.region()),
          "[]",
          "Regions of registry/regions.csv to form as groups from the segmentation's labels.");
  private static final Key<Map<String, List<String>>> REGION_GROUPS =
      new Key<>(
          "region-groups",
          Lists.map(Lists.of(Scalars.text())),
          "{}",
          "Own groups: name to member labels, or @id for a registry region; volume-weighted.");
  private static final Key<Clinical> CLINICAL =
      new Key<>("clinical", ClinicalKeys.keys(), "{}", "How participants and scores are read.");
  private static final Key<Correlations> CORRELATIONS =
      new Key<>("correlations", CorrelationKeys.keys(), "{}", "What to correlate.");
  private static final Key<Occupancy> OCCUPANCY =
      new Key<>("occupancy", OccupancyKeys.keys(), "{}", "Which scans are with a drug.");
  private static final Key<Measures> MEASURES =
      new Key<>("measures", MeasureKeys.keys(), "{}", "Regional measures beside those of models.");
  private static final Key<List<Analysis>> ANALYSES =
      new Key<>(
          "analyses",
          Lists.of(AnalysisKeys.keys()),
          "[{id: progression, kind: logistic},"
              + " {id: visits, kind: mixed-visits}, {id: sites, kind: meta}]",
          "Statistical models to make, each for every outcome and region it concerns.");
  private static final Key<PublishedNames> EVIDENCE =
      new Key<>(
          "evidence", PublishedNamesKeys.keys(), "{}", "What words of published findings mean.");
  private static final Key<Integer> KEEP_RUNS =
      new Key<>(
          "keep-runs",
          Scalars.integer("an integer from 2 to 1000", n -> n >= 2 && n <= 1000),
          "" + CohortConfig.USUAL_RUNS,
          "Published runs to keep, the current one among them; older tables are deleted.");

  private static final Key<Sime> SIME =
      new Key<>(
          "sime", SimeKeys.keys(), "{}", "Non-displaceable volume over the regions of a scan.");
  private static final Key<Voxelwise> VOXELWISE =
      new Key<>("voxelwise", VoxelwiseKeys.keys(), "{}", "Which tests are made voxel by voxel.");

  private ConfigKeys() {}

  /** The keys and what is made of them. */
  static KeySet<CohortConfig> keys() {
    return new KeySet<>(
        List.of(
            NAME,
            BIDS_DIR,
            DERIVATIVES_DIRS,
            OUTPUT_DIR,
            PARTICIPANTS,
            CURVES,
            BLOOD,
            MODELS,
            REGISTRY_GROUPS,
            REGION_GROUPS,
            CLINICAL,
            CORRELATIONS,
            OCCUPANCY,
            MEASURES,
            ANALYSES,
            EVIDENCE,
            SIME,
            VOXELWISE,
            KEEP_RUNS),
        ConfigKeys::make);
  }

  private static CohortConfig make(Reading in, KeyValues values) {
    List<Model> models = values.value(MODELS);
    if (models.isEmpty()) {
      in.invalid(values.node(MODELS), "models", "an empty list", "at least one model");
    }
    Set<String> ids = new HashSet<>();
    for (Model model : models) {
      if (!ids.add(model.id())) {
        in.invalid(
            values.node(MODELS),
            "id of a model",
            model.id(),
            "given once; set id where one model is fitted twice");
      }
    }
    return new CohortConfig(
        values.value(NAME),
        values.value(BIDS_DIR),
        values.value(DERIVATIVES_DIRS),
        values.value(OUTPUT_DIR),
        participants(values.value(PARTICIPANTS)),
        values.value(CURVES),
        values.value(BLOOD),
        models,
        groups(in, values),
        values.value(CLINICAL),
        values.value(CORRELATIONS),
        values.value(OCCUPANCY),
        values.value(MEASURES),
        values.value(ANALYSES),
        values.value(EVIDENCE),
        values.value(SIME),
        values.value(VOXELWISE),
        values.value(KEEP_RUNS));
  }

  private static List<String> participants(List<String> written) {
    return written.stream().map(label -> label.replaceFirst("^sub-", "")).toList();
  }

  private static Map<String, List<String>> groups(Reading in, KeyValues values) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String id : values.value(REGISTRY_GROUPS)) {
      groups.put(id, List.of("@" + id));
    }
    values
        .value(REGION_GROUPS)
        .forEach(
            (group, members) -> {
              if (groups.put(group, members) != null) {
                in.invalid(
                    values.node(REGION_GROUPS),
                    "group of region-groups",
                    group,
                    "named otherwise, since registry-groups has one of that name");
              }
              for (String member : members) {
                Set<String> regions = in.known().regions();
                if (member.startsWith("@")
                    && !regions.isEmpty()
                    && !regions.contains(member.substring(1))) {
                  in.unknown(
                      values.node(REGION_GROUPS),
                      "member of region-groups." + group,
                      member.substring(1),
                      regions,
                      null);
                }
              }
            });
    return groups;
  }
}
