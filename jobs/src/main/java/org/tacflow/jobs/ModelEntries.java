package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.config.CohortConfig;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.udf.ModelEntry;

/** The models of a configuration, made. */
final class ModelEntries {
  private ModelEntries() {}

  /** All entries in the order of the configuration. */
  static List<ModelEntry> all(CohortConfig config) {
    return of(config.models());
  }

  /** The entries that are fitted to voxels. */
  static List<ModelEntry> ofVoxels(CohortConfig config) {
    return of(config.models().stream().filter(CohortConfig.Model::voxels).toList());
  }

  /** Tracers that an entry is for; empty means all. */
  static List<String> tracers(CohortConfig config, String id) {
    return config.models().stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .orElseThrow()
        .tracers();
  }

  private static List<ModelEntry> of(List<CohortConfig.Model> models) {
    List<ModelEntry> entries = new ArrayList<>();
    for (CohortConfig.Model model : models) {
      entries.add(
          new ModelEntry(
              model.id(),
              ModelCatalogue.create(model.name(), model.settings()),
              model.referenceRegion()));
    }
    return entries;
  }
}
