package org.tacflow.config;

import java.util.List;
import java.util.Map;
import org.tacflow.config.People.PersonalData;

/** The keys of {@code clinical} that say what else is read of people and what is computed. */
final class PeopleKeys {
  private static final Key<List<String>> SUBGROUP_COLUMNS =
      new Key<>(
          "subgroup-columns",
          Lists.of(Scalars.text()),
          "[subgroup]",
          "Columns of participants.tsv with subgroup labels; several in a cell by semicolons.");
  private static final Key<Map<String, List<String>>> SUBGROUPS =
      new Key<>(
          "subgroups",
          Lists.map(Lists.of(Scalars.text())),
          "{}",
          "Own subgroups: name to labels of which one is needed; a+b asks for both.");
  private static final Key<String> ONSET =
      new Key<>(
          "onset-column",
          Scalars.text(),
          "",
          "Column with the day of onset or diagnosis; empty tries onset_date and PDDXDT.");
  private static final Key<String> SIDE =
      new Key<>(
          "affected-side-column",
          Scalars.text(),
          "",
          "Column with the more affected side of the body; empty tries affected_side.");
  private static final Key<PersonalData> PERSONAL_DATA =
      new Key<>(
          "personal-data",
          Scalars.choice(PersonalData.class),
          "keep",
          "drop leaves days, and cells as people wrote them, out of all tables and pages.");
  private static final Key<List<String>> SCALES =
      new Key<>(
          "derived-scales",
          Lists.of(Scalars.word(DerivedScales.ALL.toArray(new String[0]))),
          "[" + String.join(", ", DerivedScales.ALL) + "]",
          "Scales to compute where no table records them.");
  private static final Key<List<String>> CHANGES =
      new Key<>(
          "change-scales",
          Lists.of(NameType.scale()),
          "[]",
          "Scales whose change per year becomes a scale of its own, with _PER_YEAR.");
  private static final Key<String> MSSS =
      new Key<>(
          "msss-table",
          Scalars.path(),
          "",
          "Your reference table of MSSS (years by EDSS); without one people are ranked here.");
  private static final Key<String> ARMSS =
      new Key<>(
          "armss-table",
          Scalars.path(),
          "",
          "Your reference table of ARMSS (age by EDSS); without one people are ranked here.");

  private PeopleKeys() {}

  static List<Key<?>> all() {
    return List.of(
        SUBGROUP_COLUMNS, SUBGROUPS, ONSET, SIDE, PERSONAL_DATA, SCALES, CHANGES, MSSS, ARMSS);
  }

  static People people(KeyValues values) {
    return new People(
        values.value(SUBGROUP_COLUMNS),
        values.value(SUBGROUPS),
        values.value(ONSET),
        values.value(SIDE),
        values.value(PERSONAL_DATA));
  }

  static DerivedScales derived(KeyValues values) {
    return new DerivedScales(
        values.value(SCALES), values.value(CHANGES), values.value(MSSS), values.value(ARMSS));
  }
}
