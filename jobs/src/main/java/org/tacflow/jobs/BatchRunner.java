package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.SparkException;
import org.tacflow.tables.StageDraft;
import org.tacflow.tables.StageRecord;

/**
 * Runs a job over batches of scans, and finds the scan that brings a batch down.
 *
 * <p>Spark gives a task its attempts; when they are used up, the batch is halved until the scan
 * stands alone, and that scan is refused with the reason until the next run tries it again. Where
 * no scan at all comes through, the fault is not a scan's, and the first failure is thrown.
 */
final class BatchRunner {
  private final RunContext run;
  private final Job job;
  private final StageDraft stage;
  private final Map<String, Exception> poisoned = new TreeMap<>();
  private boolean anyMade;

  BatchRunner(RunContext run, Job job, StageDraft stage) {
    this.run = run;
    this.job = job;
    this.stage = stage;
  }

  /** Makes the units of one batch. */
  void run(Set<String> units) throws IOException {
    Map<String, List<StageRecord.UnitFile>> before = stage.mark();
    run.take(units);
    Exception failure = attempt();
    if (failure == null) {
      anyMade = true;
      Map<String, String> rejected = rejections(units);
      stage.made(rejected);
      run.progress().made(units.size(), rejected.size());
      return;
    }
    List<String> scans = scans(units);
    if (scans.isEmpty() || scans.contains(StageRecord.COHORT) || isOurs(failure)) {
      throw asIs(failure);
    }
    stage.goBack(before);
    if (scans.size() == 1) {
      run.progress().say(scans.get(0) + " fails alone: " + cause(failure));
      poisoned.put(scans.get(0), failure);
      return;
    }
    run.progress().say(scans.size() + " scans fail together and are tried in halves");
    int half = scans.size() / 2;
    run(of(units, scans.subList(0, half)));
    run(of(units, scans.subList(half, scans.size())));
  }

  /** Spark's failures come out of Scala unchecked by the compiler. */
  private Exception attempt() throws IOException {
    try {
      job.run(run);
      return null;
    } catch (Exception e) {
      if (e instanceof SparkException) {
        return e;
      }
      throw e;
    }
  }

  /** Refuses the scans that failed alone. */
  void finish(boolean anyReused) throws IOException {
    if (poisoned.isEmpty()) {
      return;
    }
    if (!anyMade && !anyReused) {
      throw asIs(poisoned.values().iterator().next());
    }
    Map<String, String> reasons = new TreeMap<>();
    poisoned.forEach(
        (scan, failure) ->
            reasons.put(
                scan,
                "Cannot "
                    + job.name()
                    + " "
                    + scan
                    + ": it failed every attempt, alone too: "
                    + cause(failure)
                    + " (repair or leave out the scan; the log has the stack trace)"));
    stage.take(stage.unitsOf(poisoned.keySet()));
    stage.failed(reasons);
  }

  private Map<String, String> rejections(Set<String> units) {
    List<String> scans = scans(units);
    Map<String, String> own = new TreeMap<>();
    for (Rejections.Rejection rejection : run.rejections().all()) {
      boolean here = scans.contains(rejection.scan()) || scans.contains(StageRecord.COHORT);
      if (here && rejection.stage().equals(job.name())) {
        own.put(rejection.scan(), rejection.reason());
      }
    }
    return own;
  }

  private static List<String> scans(Set<String> units) {
    Set<String> scans = new TreeSet<>();
    units.forEach(unit -> scans.add(StageRecord.scanOf(unit)));
    return new ArrayList<>(scans);
  }

  private static Set<String> of(Set<String> units, List<String> scans) {
    Set<String> chosen = new TreeSet<>(units);
    chosen.removeIf(unit -> !scans.contains(StageRecord.scanOf(unit)));
    return chosen;
  }

  /** Whether the machine failed, not a scan: no room, no cluster. */
  private boolean isOurs(Exception failure) {
    return run.spark().sparkContext().isStopped() || NoRoomException.isBehind(failure);
  }

  /** The first line of the innermost cause that says something. */
  private static String cause(Throwable failure) {
    String last = failure.toString();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t.getMessage() != null) {
        last = t.getClass().getSimpleName() + ": " + t.getMessage();
      }
    }
    return last.lines().findFirst().orElse(last);
  }

  private static RuntimeException asIs(Exception failure) throws IOException {
    if (failure instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (failure instanceof IOException io) {
      throw io;
    }
    return new IllegalStateException(failure.getMessage(), failure);
  }
}
