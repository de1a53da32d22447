package org.tacflow.udf;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import org.tacflow.kinetics.KineticModel;

/**
 * One model of a run, with the id under which its results are stored.
 *
 * @param id unique within the run, "2TCM" or "Logan-30min"
 * @param model model with its settings
 * @param referenceRegion reference region or group, empty for models that need none
 * @param perScan whether each scan has a model of its own, in {@link ScanContext#models()}
 */
public record ModelEntry(String id, KineticModel<?> model, String referenceRegion, boolean perScan)
    implements Serializable {
  /** Checks that all are there. */
  public ModelEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(referenceRegion, "referenceRegion");
  }

  /** The same model for every scan. */
  public ModelEntry(String id, KineticModel<?> model, String referenceRegion) {
    this(id, model, referenceRegion, false);
  }

  /** Name of the SQL function for mean curves of regions: {@code tacflow_2tcm_region}. */
  public String regionFunctionName() {
    return functionName() + "_region";
  }

  /** Name of the SQL function of this entry: {@code tacflow_logan_30min}. */
  public String functionName() {
    return "tacflow_" + id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
  }
}
