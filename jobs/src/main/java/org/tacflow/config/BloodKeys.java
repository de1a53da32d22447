package org.tacflow.config;

import java.util.List;
import java.util.Map;
import org.tacflow.config.CohortConfig.Blood;
import org.tacflow.config.CohortConfig.DelayMode;
import org.tacflow.config.CohortConfig.InputSource;

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

  private BloodKeys() {}

  static KeySet<Blood> keys() {
    return new KeySet<>(List.of(SOURCE, DELAY, TABLE, COLUMN, UNITS), BloodKeys::make);
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
    return new Blood(
        values.value(SOURCE),
        values.value(DELAY),
        table,
        values.value(COLUMN),
        values.value(UNITS));
  }
}
