package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.config.CohortConfig;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
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

  /** The model with its settings; what is found per scan replaces it in the scan's context. */
  private static KineticModel<?> described(CohortConfig.Model model) {
    ModelSettings settings = model.settings();
    // Some models cannot be made without k2prime; the scan's own values come later.
    if (!model.perScan().k2primeRegion().isEmpty()) {
      settings = settings.withK2prime(0.1);
    }
    if (!model.perScan().bloodVolumeRegion().isEmpty()) {
      settings = settings.withBloodVolume(BloodVolume.fixed(settings.bloodVolume().lower()));
    }
    return ModelCatalogue.create(model.name(), settings);
  }

  private static List<ModelEntry> of(List<CohortConfig.Model> models) {
    List<ModelEntry> entries = new ArrayList<>();
    for (CohortConfig.Model model : models) {
      entries.add(
          new ModelEntry(
              model.id(), described(model), model.referenceRegion(), model.perScan().any()));
    }
    return entries;
  }
}
