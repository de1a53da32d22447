package org.tacflow.config;

import java.util.List;
import org.tacflow.config.Occupancy.PairBy;

/** The keys of {@code occupancy}. */
final class OccupancyKeys {
  private static final Key<PairBy> BY =
      new Key<>(
          "by",
          Scalars.choice(PairBy.class),
          "session",
          "What says a scan's condition: an entity, or a column of sub-*_sessions.tsv.");
  private static final Key<String> COLUMN =
      new Key<>("column", Scalars.text(), "", "That column; needs by: sessions-column.");
  private static final Key<List<String>> BASELINE =
      new Key<>(
          "baseline",
          Lists.of(Scalars.text()),
          "[]",
          "Labels of scans without the drug, as in ses-baseline; empty measures no occupancy.");
  private static final Key<List<String>> BLOCKED =
      new Key<>(
          "blocked",
          Lists.of(Scalars.text()),
          "[]",
          "Labels of scans with the drug; these stay out of every other cohort statistic.");
  private static final Key<List<String>> REGIONS =
      new Key<>(
          "regions",
          Lists.of(Scalars.text()),
          "[]",
          "Regions or groups of the Lassen plot; empty for all groups, else all regions.");

  private OccupancyKeys() {}

  static KeySet<Occupancy> keys() {
    return new KeySet<>(List.of(BY, COLUMN, BASELINE, BLOCKED, REGIONS), OccupancyKeys::make);
  }

  private static Occupancy make(Reading in, KeyValues values) {
    PairBy by = values.value(BY);
    String column = values.value(COLUMN);
    List<String> baseline = values.value(BASELINE);
    List<String> blocked = values.value(BLOCKED);
    if (baseline.isEmpty() != blocked.isEmpty()) {
      boolean none = baseline.isEmpty();
      in.invalid(
          values.node(none ? BLOCKED : BASELINE),
          none ? "occupancy.baseline" : "occupancy.blocked",
          "nothing",
          "given where the other is");
    }
    for (String label : blocked) {
      if (baseline.contains(label)) {
        in.invalid(
            values.node(BLOCKED), "occupancy.blocked", label, "no label of occupancy.baseline");
      }
    }
    if (column.isEmpty() == (by == PairBy.SESSIONS_COLUMN)) {
      in.invalid(
          values.node(COLUMN),
          "occupancy.column",
          column.isEmpty() ? "nothing" : column,
          "a column name with by: sessions-column, empty otherwise");
    }
    return new Occupancy(by, column, labels(baseline), labels(blocked), values.value(REGIONS));
  }

  /** Labels without the name of their entity: {@code baseline} of {@code ses-baseline}. */
  private static List<String> labels(List<String> written) {
    return written.stream().map(label -> label.replaceFirst("^(ses|task|run)-", "")).toList();
  }
}
