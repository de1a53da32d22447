package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.config.InputException;
import org.tacflow.config.Occupancy;

/** Which scans are without and with a drug, as {@code occupancy} of the configuration says. */
final class ScanConditions {
  private final Occupancy rule;
  private final List<Row> scans;
  private final Map<String, String> cells = new HashMap<>();
  private final Map<String, String> unreadable = new TreeMap<>();

  private ScanConditions(Occupancy rule, List<Row> scans) {
    this.rule = rule;
    this.scans = scans;
  }

  /**
   * A scan with the drug and the person's scan without it.
   *
   * @param baseline scan key, null when the person has none
   * @param blocked scan key, null when the person has none
   * @param baselines scans without the drug; the first by key is taken
   */
  record Pair(String participant, String tracer, String baseline, String blocked, int baselines) {}

  /** Reads the conditions of all scans of a run. */
  static ScanConditions of(RunContext run) {
    Occupancy rule = run.config().occupancy();
    if (!rule.wanted()) {
      return new ScanConditions(rule, List.of());
    }
    List<Row> scans = ScanTable.rows(run.tables());
    ScanConditions conditions = new ScanConditions(rule, scans);
    if (rule.by() == Occupancy.PairBy.SESSIONS_COLUMN) {
      conditions.readSessions(run);
    }
    return conditions;
  }

  /** The column of the sessions tables by {@code sub-… ses-…}. */
  private void readSessions(RunContext run) {
    List<String> people =
        scans.stream().map(s -> s.<String>getAs("participant_id")).distinct().toList();
    int read = 0;
    for (String person : people) {
      String path = run.config().bidsDir() + "/" + person + "/" + person + "_sessions.tsv";
      try {
        if (run.storage().exists(path)) {
          read(person, DelimitedTable.readInside(run.storage(), path, run.config().bidsDir()));
          read++;
        }
      } catch (IOException e) {
        unreadable.put(person, "Cannot read conditions of scans: " + e.getMessage());
      }
    }
    if (read == 0 && !unreadable.isEmpty()) {
      // Nobody's table has the column: a word of the configuration, not of one person.
      throw new InputException(unreadable.values().iterator().next());
    }
  }

  private void read(String person, DelimitedTable table) throws IOException {
    if (!table.has("session_id") || !table.has(rule.column())) {
      throw new IOException(
          table.source()
              + " needs session_id and "
              + rule.column()
              + ", has "
              + table.columns()
              + " (correct it or occupancy.column)");
    }
    for (int row = 0; row < table.size(); row++) {
      String session = table.cell(row, "session_id");
      cells.put(person + " " + label(session), table.cell(row, rule.column()));
    }
  }

  /** Why nobody knows the condition of some scans, by scan key. */
  Map<String, String> unknown() {
    Map<String, String> reasons = new TreeMap<>();
    for (Row scan : scans) {
      String reason = unreadable.get(scan.<String>getAs("participant_id"));
      if (reason != null) {
        reasons.put(scan.getAs("scan"), reason);
      }
    }
    return reasons;
  }

  /** Every scan with the drug beside its baseline, and every baseline without one, by person. */
  List<Pair> pairs() {
    Map<List<String>, List<List<String>>> people = new TreeMap<>((a, b) -> compare(a, b));
    for (Row scan : scans) {
      String condition = condition(scan);
      boolean baseline = rule.baseline().contains(condition);
      if (baseline || rule.blocked().contains(condition)) {
        List<String> person = List.of(scan.getAs("participant_id"), text(scan.getAs("tracer")));
        people
            .computeIfAbsent(person, p -> List.of(new ArrayList<>(), new ArrayList<>()))
            .get(baseline ? 0 : 1)
            .add(scan.getAs("scan"));
      }
    }
    List<Pair> pairs = new ArrayList<>();
    people.forEach(
        (person, both) -> {
          List<String> without = both.get(0);
          String first = without.isEmpty() ? null : without.get(0);
          List<String> with = both.get(1).isEmpty() ? new ArrayList<>() : both.get(1);
          if (with.isEmpty()) {
            with.add(null);
          }
          for (String blocked : with) {
            pairs.add(new Pair(person.get(0), person.get(1), first, blocked, without.size()));
          }
        });
    return pairs;
  }

  private static int compare(List<String> a, List<String> b) {
    int byPerson = a.get(0).compareTo(b.get(0));
    return byPerson == 0 ? a.get(1).compareTo(b.get(1)) : byPerson;
  }

  /** Keys of all scans with the drug, and of those that may be. */
  List<String> blocked() {
    return scans.stream()
        .filter(
            scan ->
                rule.blocked().contains(condition(scan))
                    || unreadable.containsKey(scan.<String>getAs("participant_id")))
        .map(scan -> scan.<String>getAs("scan"))
        .toList();
  }

  /** Why a scan gives no outcome, by scan key. */
  Map<String, String> refusals() {
    Map<String, String> refusals = new HashMap<>();
    for (Row scan : scans) {
      if ("rejected".equals(scan.getAs("status"))) {
        refusals.put(scan.getAs("scan"), text(scan.getAs("reason")));
      }
    }
    return refusals;
  }

  private String condition(Row scan) {
    return switch (rule.by()) {
      case SESSION -> label(scan.getAs("session_id"));
      case TASK -> label(scan.getAs("task_id"));
      case RUN -> label(scan.getAs("run_id"));
      case SESSIONS_COLUMN ->
          text(cells.get(scan.getAs("participant_id") + " " + label(scan.getAs("session_id"))));
    };
  }

  /** The label behind the entity: {@code baseline} of {@code ses-baseline}. */
  private static String label(String text) {
    return text == null ? "" : text.substring(text.indexOf('-') + 1);
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }
}
