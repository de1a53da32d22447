package org.tacflow.config;

import java.util.Collection;
import java.util.Map;

/** The check of scan keys that a configuration names against the scans that there are. */
public final class ScanKeys {
  private ScanKeys() {}

  /**
   * Refuses a unit that is given for a scan that does not exist.
   *
   * <p>A scan of a person whom {@code participants} leaves out is no mistake.
   *
   * @param scans keys of all scans of the data set
   * @throws InputException naming the place in the configuration and the nearest key
   */
  public static void require(CohortConfig config, Collection<String> scans) {
    for (Map.Entry<String, String> place : config.blood().unitPlaces().entrySet()) {
      String key = place.getKey();
      String person = key.replaceFirst("^sub-", "").replaceFirst("_.*", "");
      boolean leftOut = !config.participants().isEmpty() && !config.participants().contains(person);
      if (!leftOut && !scans.contains(key)) {
        String hint = NameHints.nearest(key, scans);
        throw new InputException(
            place.getValue()
                + ": Invalid scan of blood.units: "
                + key
                + " (must be a scan of the data set"
                + (hint == null ? ")" : "; did you mean " + hint + "?)"));
      }
    }
  }
}
