package org.tacflow.config;

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
          "Delay between blood and brain: none, fitted per scan, or given in a table.");
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
            UNITS,
            PARENT_FRACTION,
            RATIO,
            PLASMA,
            WHOLE_BLOOD,
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
            values.value(RESAMPLES));
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
    return new Blood(
        values.value(SOURCE),
        values.value(DELAY),
        table,
        values.value(COLUMN),
        values.value(UNITS),
        models);
  }
}
