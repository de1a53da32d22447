package org.tacflow.jobs;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.PerScan;
import org.tacflow.kinetics.KineticModel;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.kinetics.ModelSettings.BloodVolume;
import org.tacflow.kinetics.ModelSettings.TStar;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.Tables;

/** The models whose settings {@code scan_settings} holds for each scan. */
final class ScanModels {
  private ScanModels() {}

  /**
   * The models by scan key and entry id.
   *
   * <p>A scan for which one of the settings was not found has none: its fits end as {@code
   * no_input}, not with a setting that nobody asked for.
   */
  static HashMap<String, Map<String, KineticModel<?>>> read(RunTables tables, CohortConfig config) {
    HashMap<String, Map<String, KineticModel<?>>> models = new HashMap<>();
    boolean any = config.models().stream().anyMatch(model -> model.perScan().any());
    if (!any || !tables.has(Tables.SCAN_SETTINGS)) {
      return models;
    }
    Map<String, Map<String, Double>> found = new HashMap<>();
    for (Row row : tables.read(Tables.SCAN_SETTINGS).where("value is not null").collectAsList()) {
      found
          .computeIfAbsent(row.getAs("scan"), scan -> new HashMap<>())
          .put(row.getAs("model") + " " + row.getAs("setting"), row.getAs("value"));
    }
    found.forEach(
        (scan, values) -> {
          for (CohortConfig.Model model : config.models()) {
            ModelSettings settings = model.perScan().any() ? settings(model, values) : null;
            if (settings != null) {
              models
                  .computeIfAbsent(scan, s -> new HashMap<>())
                  .put(model.id(), ModelCatalogue.create(model.name(), settings));
            }
          }
        });
    return models;
  }

  /** The settings with all that was found; null when something is missing. */
  private static ModelSettings settings(CohortConfig.Model model, Map<String, Double> values) {
    PerScan wanted = model.perScan();
    ModelSettings settings = model.settings();
    Double volume = values.get(model.id() + " " + ScanSettings.BLOOD_VOLUME);
    Double prime = values.get(model.id() + " " + ScanSettings.K2PRIME);
    Double tStar = values.get(model.id() + " " + ScanSettings.T_STAR);
    boolean missing =
        (!wanted.bloodVolumeRegion().isEmpty() && volume == null)
            || (!wanted.k2primeRegion().isEmpty() && prime == null)
            || (wanted.tStarTolerance() > 0 && tStar == null);
    if (missing) {
      return null;
    }
    settings = volume == null ? settings : settings.withBloodVolume(BloodVolume.fixed(volume));
    settings = prime == null ? settings : settings.withK2prime(prime);
    return tStar == null ? settings : settings.withTStar(TStar.fromMinutes(tStar));
  }
}
