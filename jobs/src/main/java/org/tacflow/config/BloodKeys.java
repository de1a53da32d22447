package org.tacflow.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tacflow.config.CohortConfig.Blood;
import org.tacflow.config.CohortConfig.DelayMode;
import org.tacflow.config.CohortConfig.InputSource;
import org.tacflow.curve.blood.BloodSettings;
import org.tacflow.curve.blood.ParentFractionModel;
import org.tacflow.curve.blood.PlasmaModel;
import org.tacflow.curve.blood.RatioModel;
import org.tacflow.curve.blood.WholeBloodModel;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** The keys of {@code blood}. */
final class BloodKeys {
  private static final Key<InputSource> SOURCE =
      new Key<>(
          "source",
          Scalars.choice(InputSource.class),
          "auto",
          "Where the input comes from; auto takes an input function file, else raw blood.");
  private static final Key<DelayMode> DELAY =
      new Key<>(
          "delay",
          Scalars.choice(DelayMode.class),
          "fit",
          "Delay between blood and brain: none, fitted per scan, in a table, or given for all.");
  private static final Key<String> TABLE =
      new Key<>(
          "delay-table",
          Scalars.path(),
          "",
          "TSV or CSV with participant_id, session and the delay column; needs delay: table.");
  private static final Key<String> COLUMN =
      new Key<>(
          "delay-column",
          Scalars.text(),
          "delay_minutes",
          "Column of the delay table with the delay in min.");
  private static final Key<Double> MINUTES =
      new Key<>(
          "delay-minutes",
          Scalars.number("a number from -5 to 5 (min)", v -> Math.abs(v) <= 5),
          "0",
          "Delay of all scans, min; needs delay: given.");
  private static final Key<List<String>> REGIONS =
      new Key<>(
          "delay-regions",
          Lists.of(Scalars.text()),
          "[]",
          "Regions whose fitted delays' median is the scan's; empty for one fit of the whole brain.");
  private static final Key<String> POPULATION =
      new Key<>(
          "population-table",
          Scalars.path(),
          "",
          "TSV or CSV with time (min), plasma, whole_blood of a population, to be scaled per scan.");
  private static final Key<Double> POPULATION_FROM =
      new Key<>(
          "population-from-minutes",
          Scalars.number("a number >= 0 (min)", v -> v >= 0),
          "20",
          "Samples from here on scale the population's input, min after injection.");
  private static final Key<Double> DISPERSION =
      new Key<>(
          "dispersion-seconds",
          Scalars.numberOr("none", Double.NaN, "a number >= 0 (s)", v -> v >= 0),
          "none",
          "Dispersion constant of an autosampler whose sidecar gives none, s.");
  private static final Key<Double> COVERAGE =
      new Key<>(
          "minimum-coverage",
          Scalars.number("a number from 0 to 1", v -> v >= 0 && v <= 1),
          "0.5",
          "Least share of the scan that samples cover; blood that ends earlier is rejected.");
  private static final Key<Map<String, String>> UNITS =
      new Key<>(
          "units",
          Lists.map(Scalars.word("Bq/mL", "kBq/mL", "MBq/mL", "nCi/mL", "uCi/mL")),
          "{}",
          "Scan key to the unit of its blood, where the files name a wrong one.");

  private static final Key<ParentFractionModel> PARENT_FRACTION =
      new Key<>(
          "parent-fraction",
          Scalars.choice(ParentFractionModel.class),
          "interpolation",
          "Model of the parent fraction of raw blood; aic-scan and aic-cohort choose a formula.");
  private static final Key<RatioModel> RATIO =
      new Key<>(
          "blood-plasma-ratio",
          Scalars.choice(RatioModel.class),
          "interpolation",
          "Model of the blood-to-plasma ratio that turns the autosampler into plasma.");
  private static final Key<PlasmaModel> PLASMA =
      new Key<>(
          "plasma",
          Scalars.choice(PlasmaModel.class),
          "interpolation",
          "Model of metabolite-corrected plasma of raw blood.");
  private static final Key<WholeBloodModel> WHOLE_BLOOD =
      new Key<>(
          "whole-blood",
          Scalars.choice(WholeBloodModel.class),
          "interpolation",
          "Model of whole blood of raw blood.");
  private static final Key<Integer> RESAMPLES =
      new Key<>(
          "resamples",
          Scalars.integer("an integer from 0 to 1000", v -> v >= 0 && v <= 1000),
          "0",
          "Resampled inputs per scan for value_sd_input; needs a formula, 50 are usual.");

  private BloodKeys() {}

  static KeySet<Blood> keys() {
    return new KeySet<>(
        List.of(
            SOURCE,
            DELAY,
            TABLE,
            COLUMN,
            MINUTES,
            REGIONS,
            UNITS,
            PARENT_FRACTION,
            RATIO,
            PLASMA,
            WHOLE_BLOOD,
            POPULATION,
            POPULATION_FROM,
            DISPERSION,
            COVERAGE,
            RESAMPLES),
        BloodKeys::make);
  }

  private static Blood make(Reading in, KeyValues values) {
    boolean wanted = values.value(DELAY) == DelayMode.TABLE;
    String table = values.value(TABLE);
    if (wanted && table.isEmpty()) {
      in.invalid(values.node(DELAY), "blood.delay-table", "nothing", "a path with delay: table");
    }
    if (!wanted && !table.isEmpty()) {
      in.invalid(
          values.node(TABLE), "blood.delay-table", table, "empty unless delay: table is set");
    }
    BloodSettings models =
        new BloodSettings(
            values.value(PARENT_FRACTION),
            values.value(RATIO),
            values.value(PLASMA),
            values.value(WHOLE_BLOOD),
            values.value(RESAMPLES),
            values.value(DISPERSION),
            values.value(COVERAGE));
    boolean residuals =
        models.parentFraction() != ParentFractionModel.INTERPOLATION
            || models.plasma() != PlasmaModel.INTERPOLATION;
    if (models.resamples() > 0 && !residuals) {
      in.invalid(
          values.node(RESAMPLES),
          "blood.resamples",
          Integer.toString(models.resamples()),
          "0 while parent-fraction and plasma are interpolated, which leaves no residuals");
    }
    if (values.value(MINUTES) != 0 && values.value(DELAY) != DelayMode.GIVEN) {
      in.invalid(
          values.node(MINUTES),
          "blood.delay-minutes",
          values.value(MINUTES).toString(),
          "0 unless delay: given is set");
    }
    String population = values.value(POPULATION);
    return new Blood(
        values.value(SOURCE),
        values.value(DELAY),
        table,
        values.value(COLUMN),
        values.value(MINUTES),
        values.value(REGIONS),
        values.value(UNITS),
        places(in, values.node(UNITS), values.value(UNITS)),
        population,
        population.isEmpty() ? Double.NaN : values.value(POPULATION_FROM),
        models);
  }

  /** Where each key of a map stands; an option stands as a whole. */
  private static Map<String, String> places(Reading in, Node node, Map<String, String> map) {
    Map<String, String> places = new LinkedHashMap<>();
    map.keySet().forEach(key -> places.put(key, "option blood.units"));
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        places.put(Scalars.written(entry.getKeyNode()), in.place(entry.getKeyNode()));
      }
    }
    return places;
  }
}
