package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tacflow.bids.DerivativeNames.ModelLabel;
import org.tacflow.config.CohortConfig;
import org.tacflow.curve.ArterialInput;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.kinetics.Parameter;
import org.tacflow.udf.ModelEntry;

/**
 * What the sidecars of a model entry say: model, input, settings, program.
 *
 * <p>Keys as in BEP023: ModelName, ReferenceRegion, BloodType, AdditionalModelDetails, InputValues
 * with labels and units, Weights.
 */
final class ModelSidecar implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ModelLabel label;
  private final String referenceRegion;
  private final boolean arterial;
  private final ModelSettings settings;
  private final List<Parameter> parameters;
  private final String version;

  private ModelSidecar(ModelEntry entry, ModelSettings settings, ModelLabel label) {
    this.label = label;
    this.referenceRegion = entry.referenceRegion();
    this.arterial = entry.model().inputType() == ArterialInput.class;
    this.settings = settings;
    this.parameters = List.copyOf(entry.model().parameters());
    this.version = Version.current();
  }

  /** Of one entry of a configuration. */
  static ModelSidecar of(CohortConfig config, ModelEntry entry, ModelLabel label) {
    CohortConfig.Model model =
        config.models().stream().filter(m -> m.id().equals(entry.id())).findFirst().orElseThrow();
    return new ModelSidecar(entry, model.settings(), label);
  }

  ModelLabel label() {
    return label;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  /** The sidecar of one file. */
  Map<String, Object> of(ExportScan scan, String description) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Description", description);
    json.put("Sources", scan.sources());
    json.put("ModelName", label.model());
    if (!referenceRegion.isEmpty()) {
      json.put("ReferenceRegion", referenceRegion);
    }
    if (arterial) {
      json.put("BloodType", "arterial");
    }
    json.put("AdditionalModelDetails", details());
    inputValues(scan, json);
    if (scan.weights() != null) {
      json.put("Weights", scan.weights());
    }
    json.put("SoftwareName", "tacflow");
    json.put("SoftwareVersion", version);
    return json;
  }

  private String details() {
    ModelSettings.TStar tStar = settings.tStar();
    String frames =
        tStar.lastFrames() > 0
            ? "the last " + tStar.lastFrames() + " frames"
            : "frames from " + tStar.fromMinutes() + " min on";
    return String.format(
        Locale.ROOT,
        "Settings, of which a model reads those that concern it: frames seen as %s; blood volume"
            + " %s to %s; t* %s; window %s to %s min",
        settings.sampling().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        settings.bloodVolume().lower(),
        settings.bloodVolume().upper(),
        frames,
        settings.windowMinutes().begin(),
        settings.windowMinutes().end());
  }

  private void inputValues(ExportScan scan, Map<String, Object> json) {
    List<Double> values = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<String> units = new ArrayList<>();
    if (arterial && scan.delay() != null) {
      values.add(scan.delay());
      labels.add("delay");
      units.add("min");
    }
    if (Double.isFinite(settings.k2prime())) {
      values.add(settings.k2prime());
      labels.add("k2prime");
      units.add("1/min");
    }
    if (!values.isEmpty()) {
      json.put("InputValues", values);
      json.put("InputValuesLabels", labels);
      json.put("InputValuesUnits", units);
    }
  }
}
