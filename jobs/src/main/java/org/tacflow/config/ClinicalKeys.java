package org.tacflow.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys of {@code clinical}. */
final class ClinicalKeys {
  private static final Key<String> PATH =
      new Key<>("path", Scalars.path(), null, "File, TSV or CSV.");
  private static final Key<String> PARTICIPANT =
      new Key<>(
          "participant-column", Scalars.text(), "participant_id", "Column with the participant.");
  private static final Key<String> SESSION =
      new Key<>(
          "session-column", Scalars.text(), "", "Column with the session; empty without one.");
  private static final Key<String> DATE =
      new Key<>(
          "date-column", Scalars.text(), "", "Column with the visit date; empty without one.");
  private static final Key<Map<String, String>> SCALES =
      new Key<>("scales", Lists.map(NameType.scale()), null, "Column name to scale id.");

  private static final Key<String> GROUP =
      new Key<>(
          "group-column",
          Scalars.text(),
          "group",
          "Column of participants.tsv with the diagnosis; without one all are one stratum.");
  private static final Key<String> GENOTYPE =
      new Key<>(
          "genotype-column",
          Scalars.text(),
          "",
          "Column with rs6971; empty tries rs6971, genotype and tspo_genotype.");
  private static final Key<String> COUNTED =
      new Key<>(
          "counted-allele",
          Scalars.word("none", "low", "high"),
          "none",
          "Which allele 0, 1 and 2 count; none refuses numbers.");
  private static final Key<Integer> WINDOW =
      new Key<>(
          "window-days",
          Scalars.integer("an integer from 0 to 36500", v -> v >= 0 && v <= 36500),
          "180",
          "Largest gap between scan and visit, days.");
  private static final Key<Map<String, String>> SCORE_COLUMNS =
      new Key<>(
          "score-columns",
          Lists.map(NameType.scale()),
          "{}",
          "Column name to scale id, beside the column names that the registry knows.");
  private static final Key<List<ScoreTable>> SCORE_TABLES =
      new Key<>(
          "score-tables",
          Lists.of(table()),
          "[]",
          "Tables of scores outside the data set's own places.");

  private static final Key<List<OwnScale>> OWN_SCALES =
      new Key<>(
          "scales",
          Lists.of(ScaleKeys.keys()),
          "[]",
          "Scales that the registry lacks; other keys name them by their ids.");

  private ClinicalKeys() {}

  static KeySet<Clinical> keys() {
    List<Key<?>> keys =
        new ArrayList<>(
            List.of(GROUP, GENOTYPE, COUNTED, WINDOW, SCORE_COLUMNS, SCORE_TABLES, OWN_SCALES));
    keys.addAll(PeopleKeys.all());
    return new KeySet<>(
        keys,
        (in, values) ->
            new Clinical(
                values.value(GROUP),
                values.value(GENOTYPE),
                values.value(COUNTED),
                values.value(SCORE_TABLES),
                values.value(WINDOW),
                values.value(SCORE_COLUMNS),
                values.value(OWN_SCALES),
                PeopleKeys.people(values),
                PeopleKeys.derived(values)));
  }

  private static KeySet<ScoreTable> table() {
    return new KeySet<>(
        List.of(PATH, PARTICIPANT, SESSION, DATE, SCALES),
        (in, values) ->
            new ScoreTable(
                values.value(PATH),
                values.value(PARTICIPANT),
                values.value(SESSION),
                values.value(DATE),
                values.value(SCALES)));
  }
}
