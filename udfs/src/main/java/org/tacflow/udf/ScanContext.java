package org.tacflow.udf;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.DoseInput;
import org.tacflow.curve.FrameTiming;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.InputFunction;
import org.tacflow.curve.ReferenceBloodInput;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.kinetics.KineticModel;

/**
 * What all curves of one scan share: frames, weights and whatever can drive a model.
 *
 * @param timing frames of the scan
 * @param weights frame weights of the scan
 * @param blood arterial input with its delay applied, null without
 * @param references reference curves by region name
 * @param dose injected dose and weight, null without
 * @param models models by entry id whose settings were found for this scan
 */
public record ScanContext(
    FrameTiming timing,
    FrameWeights weights,
    ArterialInput blood,
    Map<String, ReferenceInput> references,
    DoseInput dose,
    Map<String, KineticModel<?>> models)
    implements Serializable {
  /** Checks and copies. */
  public ScanContext {
    Objects.requireNonNull(timing, "timing");
    Objects.requireNonNull(weights, "weights");
    references = Map.copyOf(references);
    models = Map.copyOf(models);
  }

  /** The same with models of its own. */
  public ScanContext withModels(Map<String, KineticModel<?>> own) {
    return new ScanContext(timing, weights, blood, references, dose, own);
  }

  /**
   * The model of an entry in this scan, null when the scan should have one of its own and lacks it.
   */
  public KineticModel<?> modelFor(ModelEntry entry) {
    return entry.perScan() ? models.get(entry.id()) : entry.model();
  }

  /** The input that drives a model in this scan, null when the scan has none. */
  public InputFunction inputFor(ModelEntry entry) {
    Class<?> type = entry.model().inputType();
    if (type == ArterialInput.class) {
      return blood;
    }
    if (type == ReferenceInput.class) {
      return references.get(entry.referenceRegion());
    }
    if (type == ReferenceBloodInput.class) {
      ReferenceInput reference = references.get(entry.referenceRegion());
      boolean both = reference != null && blood != null;
      return both ? new ReferenceBloodInput(reference, blood.wholeBlood()) : null;
    }
    return dose;
  }
}
