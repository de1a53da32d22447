package org.tacflow.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tacflow.config.CohortConfig.Model;
import org.tacflow.config.PerScanTypes.BloodVolumeRule;
import org.tacflow.config.PerScanTypes.K2primeRule;
import org.tacflow.config.PerScanTypes.TStarRule;
import org.tacflow.kinetics.LineWeights;
import org.tacflow.kinetics.ModelSettings;
import org.tacflow.kinetics.ModelSettings.Bounds;
import org.tacflow.kinetics.ModelSettings.TissueIntegral;
import org.tacflow.kinetics.ModelSettings.Window;
import org.tacflow.numerics.ExponentialConvolution.Sampling;

/** The keys of one entry of {@code models}. */
final class ModelKeys {
  private static final ModelSettings DEFAULTS = ModelSettings.defaults();

  private static final Key<String> MODEL =
      new Key<>("model", NameType.model(), null, "Model to fit, by its BEP023 label.");
  private static final Key<String> ID =
      new Key<>(
          "id",
          Scalars.text(),
          "",
          "Label of this entry in tables; the model's name unless given.");
  private static final Key<List<String>> TRACERS =
      new Key<>(
          "tracers",
          Lists.of(Scalars.text()),
          "[]",
          "Tracers it is fitted for, by registry id; empty for all.");
  private static final Key<String> REFERENCE =
      new Key<>(
          "reference-region",
          Scalars.text(),
          "",
          "Region or group that reference models and SUVR are relative to.");
  private static final Key<Boolean> VOXELS =
      new Key<>(
          "voxels", Scalars.bool(), "true", "Whether voxels are fitted, not only regional means.");
  private static final Key<Sampling> SAMPLING =
      new Key<>(
          "sampling",
          Scalars.choice(Sampling.class),
          Scalars.hyphenated(DEFAULTS.sampling()),
          "How a frame sees the model curve: its mean, or its middle as other programs do.");
  private static final Key<BloodVolumeRule> BLOOD_VOLUME =
      new Key<>(
          "blood-volume",
          PerScanTypes.bloodVolume(),
          ModelTypes.text(DEFAULTS.bloodVolume()),
          "Blood volume fraction: fixed, fitted between bounds, or from a region's fit per scan.");
  private static final Key<TStarRule> T_STAR =
      new Key<>(
          "t-star",
          PerScanTypes.tStar(),
          ModelTypes.text(DEFAULTS.tStar()),
          "Frames of a linear model: the last so many, from a time on in min, all, or found per"
              + " scan.");
  private static final Key<TissueIntegral> TISSUE_INTEGRAL =
      new Key<>(
          "tissue-integral",
          Scalars.choice(TissueIntegral.class),
          Scalars.hyphenated(DEFAULTS.tissueIntegral()),
          "How a linear model integrates the tissue curve.");
  private static final Key<LineWeights> LINE_WEIGHTS =
      new Key<>(
          "line-weights",
          Scalars.choice(LineWeights.class),
          Scalars.hyphenated(DEFAULTS.lineWeights()),
          "How the frames of a graphical model count.");
  private static final Key<Window> WINDOW =
      new Key<>(
          "window-minutes",
          ModelTypes.window(),
          ModelTypes.text(DEFAULTS.windowMinutes()),
          "Window of SUV and SUVR, min after injection.");
  private static final Key<K2primeRule> K2PRIME =
      new Key<>(
          "k2prime",
          PerScanTypes.k2prime(),
          "none",
          "Rate k2' of the reference region, 1/min: given, from a region's fit per scan, or none.");
  private static final Key<Map<String, Bounds>> BOUNDS =
      new Key<>(
          "bounds",
          ModelTypes.bounds(),
          "{}",
          "Bounds by parameter name, replacing the model's own: {K1: [1e-4, 1]}.");
  private static final Key<Integer> STARTS =
      new Key<>(
          "starts",
          Scalars.integer("an integer from 1 to 1000", v -> v >= 1 && v <= 1000),
          Integer.toString(DEFAULTS.starts()),
          "Number of starts of the nonlinear reference path.");

  private ModelKeys() {}

  /** The keys and what is made of them. */
  static KeySet<Model> keys() {
    List<Key<?>> keys =
        new ArrayList<>(
            List.of(
                MODEL,
                ID,
                TRACERS,
                REFERENCE,
                VOXELS,
                SAMPLING,
                BLOOD_VOLUME,
                T_STAR,
                TISSUE_INTEGRAL,
                LINE_WEIGHTS,
                WINDOW,
                K2PRIME,
                BOUNDS,
                STARTS));
    keys.addAll(TissueRateKeys.keys());
    return new KeySet<>(keys, ModelKeys::make);
  }

  private static Model make(Reading in, KeyValues values) {
    String name = values.value(MODEL);
    String id = values.value(ID).isEmpty() ? name : values.value(ID);
    String reference = values.value(REFERENCE);
    if (!id.matches("[A-Za-z0-9]+(-[A-Za-z0-9]+)*")) {
      in.invalid(values.node(ID), "id of a model", id, "letters, digits and single hyphens");
    }
    if (reference.isEmpty() && in.known().referenceModels().contains(name)) {
      in.invalid(
          values.node(MODEL),
          "reference-region of " + name,
          "nothing",
          "the name of a region or group, since the model is relative to one");
    }
    ModelSettings settings =
        new ModelSettings(
            values.value(SAMPLING),
            values.value(BLOOD_VOLUME).range(),
            values.value(T_STAR).given(),
            values.value(TISSUE_INTEGRAL),
            values.value(WINDOW),
            values.value(K2PRIME).given(),
            values.value(BOUNDS),
            values.value(STARTS),
            values.value(LINE_WEIGHTS));
    PerScan perScan =
        new PerScan(
            values.value(T_STAR).tolerance(),
            values.value(BLOOD_VOLUME).region(),
            values.value(K2PRIME).region());
    return new Model(
        name,
        id,
        reference,
        values.value(VOXELS),
        settings,
        values.value(TRACERS),
        perScan,
        TissueRateKeys.make(in, values, name));
  }
}
