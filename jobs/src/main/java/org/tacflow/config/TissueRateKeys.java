package org.tacflow.config;

import java.util.List;
import java.util.Set;

/** The keys of an entry of {@code models} about blood flow and glucose metabolism. */
final class TissueRateKeys {
  private static final Set<String> FLOW_MODELS = Set.of("1TCM");
  private static final Set<String> METABOLISM_MODELS = Set.of("Patlak", "2TCM3k");

  private static final Key<Boolean> BLOOD_FLOW =
      new Key<>(
          "blood-flow",
          Scalars.bool(),
          "false",
          "Whether K1 is also given as CBF, mL/100 g/min; for freely diffusible water and 1TCM.");
  private static final Key<Double> LUMPED_CONSTANT =
      new Key<>(
          "lumped-constant",
          Scalars.numberOr(
              "none", Double.NaN, "a number above 0 and up to 2", v -> v > 0 && v <= 2),
          "none",
          "Lumped constant; with it Ki of Patlak or 2TCM3k is also given as CMRglc, umol/100"
              + " g/min.");
  private static final Key<Double> GLUCOSE =
      new Key<>(
          "plasma-glucose",
          Scalars.numberOr(
              "none", Double.NaN, "a number from 1 to 50 (mmol/L)", v -> v >= 1 && v <= 50),
          "none",
          "Plasma glucose of scans without a value in plasma-glucose-column, mmol/L.");
  private static final Key<String> GLUCOSE_COLUMN =
      new Key<>(
          "plasma-glucose-column",
          Scalars.text(),
          "",
          "Column of sub-*_sessions.tsv or participants.tsv with plasma glucose, mmol/L.");
  private static final Key<Double> DENSITY =
      new Key<>(
          "tissue-density",
          Scalars.number("a number from 0.5 to 2 (g/mL)", v -> v >= 0.5 && v <= 2),
          "1.04",
          "Density that turns tissue volume into mass for CBF and CMRglc, g/mL.");

  private TissueRateKeys() {}

  static List<Key<?>> keys() {
    return List.of(BLOOD_FLOW, LUMPED_CONSTANT, GLUCOSE, GLUCOSE_COLUMN, DENSITY);
  }

  static TissueRates make(Reading in, KeyValues values, String model) {
    TissueRates rates =
        new TissueRates(
            values.value(BLOOD_FLOW),
            values.value(LUMPED_CONSTANT),
            values.value(GLUCOSE),
            values.value(GLUCOSE_COLUMN),
            values.value(DENSITY));
    if (rates.bloodFlow() && !FLOW_MODELS.contains(model)) {
      in.invalid(values.node(BLOOD_FLOW), "blood-flow", "true with " + model, "false unless 1TCM");
    }
    boolean glucose = !Double.isNaN(rates.glucose()) || !rates.glucoseColumn().isEmpty();
    // Ki of a reference Patlak is relative to that region's volume, 1/min: no flux of plasma.
    if (rates.metabolism() && !METABOLISM_MODELS.contains(model)) {
      in.invalid(
          values.node(LUMPED_CONSTANT),
          "lumped-constant",
          rates.lumpedConstant() + " with " + model,
          "none unless Patlak or 2TCM3k");
    }
    if (rates.metabolism() && !glucose) {
      in.invalid(
          values.node(LUMPED_CONSTANT),
          "plasma-glucose",
          "nothing",
          "a number, or plasma-glucose-column a column, with a lumped-constant");
    }
    if (!rates.metabolism() && glucose) {
      in.invalid(
          values.node(rates.glucoseColumn().isEmpty() ? GLUCOSE : GLUCOSE_COLUMN),
          "lumped-constant",
          "none",
          "a number where plasma glucose is given");
    }
    return rates;
  }
}
