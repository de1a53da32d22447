package org.tacflow.jobs;

import java.util.List;
import org.tacflow.config.Clinical;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.Occupancy;
import org.tacflow.config.SettingsHash;

/**
 * The settings that an outcome rests on: its model entry, curves, blood and groups, nothing else.
 */
final class OutcomeSettings {
  private OutcomeSettings() {}

  /** Hash of what makes the outcomes of one model entry. */
  static String hash(CohortConfig config, CohortConfig.Model model) {
    Clinical clinical = new Clinical("", "", "none", List.of(), 0);
    CohortConfig.Correlations correlations =
        new CohortConfig.Correlations(List.of(), List.of(), List.of(), 0, 0, false, false, "");
    return SettingsHash.of(
        new CohortConfig(
            "",
            "",
            List.of(),
            "",
            List.of(),
            config.curves(),
            config.blood(),
            List.of(model),
            config.regionGroups(),
            clinical,
            correlations,
            Occupancy.none()));
  }
}
