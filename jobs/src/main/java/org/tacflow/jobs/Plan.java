package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tacflow.tables.Reuse;
import org.tacflow.tables.StageRecord;
import org.tacflow.tables.StageWork;

/** What each stage of a run would make, and why. */
final class Plan {
  private static final int SHOWN = 20;

  private final List<String> lines = new ArrayList<>();
  private int toMake;
  private int there;

  private Plan() {}

  /** Goes through the stages as a run would, taking a scan that is to be read for accepted. */
  static Plan of(List<Job> jobs, RunInputs inputs, Reuse reuse, String program) throws IOException {
    StageUnits units = new StageUnits(inputs, program);
    List<StageRecord> records = new ArrayList<>();
    Plan plan = new Plan();
    for (Job job : jobs) {
      StageWork work = reuse.work(job.name(), units.of(job, records));
      plan.add(work, reuse);
      records.add(asIfMade(work));
    }
    plan.lines.add(0, plan.toMake + " units to make, " + plan.there + " to carry over");
    return plan;
  }

  /** Lines for people. */
  List<String> lines() {
    return lines;
  }

  private static StageRecord asIfMade(StageWork work) {
    Map<String, String> rejections = new TreeMap<>();
    for (StageWork.Reused reused : work.reused()) {
      reused
          .source()
          .rejections()
          .forEach(
              (scan, reason) -> {
                if (reused.units().contains(scan)) {
                  rejections.put(scan, reason);
                }
              });
    }
    return new StageRecord(work.stage(), true, work.wanted(), Map.of(), Map.of(), rejections);
  }

  private void add(StageWork work, Reuse reuse) {
    toMake += work.toDo().size();
    there += work.wanted().size() - work.toDo().size();
    List<String> gone = gone(work, reuse);
    if (work.toDo().isEmpty() && gone.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(
        work.stage() + ": " + work.toDo().size() + " of " + work.wanted().size() + " to make");
    Map<String, List<String>> byReason = new TreeMap<>();
    for (String unit : work.toDo()) {
      byReason
          .computeIfAbsent(
              reason(work.wanted().get(unit), reuse.last(work.stage(), unit)),
              reason -> new ArrayList<>())
          .add(unit);
    }
    byReason.forEach(
        (reason, units) ->
            lines.add(
                "  "
                    + reason
                    + ": "
                    + (units.size() == work.wanted().size() && units.size() > 1
                        ? "all"
                        : names(units))));
    if (!gone.isEmpty()) {
      lines.add("  gone, leaves the tables: " + names(gone));
    }
  }

  private static List<String> gone(StageWork work, Reuse reuse) {
    Set<String> gone = new TreeSet<>();
    reuse.last(work.stage()).ifPresent(record -> gone.addAll(record.units().keySet()));
    gone.removeAll(work.wanted().keySet());
    // What was made by a job alone has no units that anyone could miss.
    gone.remove(StageRecord.COHORT);
    return List.copyOf(gone);
  }

  private static String names(List<String> units) {
    if (units.equals(List.of(StageRecord.COHORT))) {
      return "the cohort";
    }
    String shown = String.join(", ", units.subList(0, Math.min(SHOWN, units.size())));
    int more = units.size() - SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** What differs between a unit as it was made and as it is wanted. */
  static String reason(StageRecord.Unit wanted, Optional<StageRecord.Unit> made) {
    if (made.isEmpty()) {
      return "new";
    }
    Map<String, String> before = made.get().ingredients();
    if (before.isEmpty()) {
      return "made alone, by one job, of what was there";
    }
    if (made.get().hasFailed() && before.equals(wanted.ingredients())) {
      return "failed every attempt of the last run";
    }
    if (before.equals(wanted.ingredients())) {
      return "its files are not all there as they were written";
    }
    if (!before.get("program").equals(wanted.ingredients().get("program"))) {
      return "program version";
    }
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(wanted.ingredients().keySet());
    List<String> changed = new ArrayList<>();
    List<String> stages = new ArrayList<>();
    for (String name : names) {
      String old = before.get(name);
      String now = wanted.ingredients().get(name);
      if (old == null) {
        changed.add("new " + name);
      } else if (now == null) {
        changed.add("removed " + name);
      } else if (!old.equals(now)) {
        (name.startsWith("stage ") ? stages : changed).add("changed " + name);
      }
    }
    // What an earlier stage has made anew is a reason only where there is no nearer one.
    return String.join(", ", changed.isEmpty() ? stages : changed);
  }
}
