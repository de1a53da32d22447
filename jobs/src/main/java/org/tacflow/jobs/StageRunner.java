package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.Reuse;
import org.tacflow.tables.RunHistory;
import org.tacflow.tables.RunRecord;
import org.tacflow.tables.StageDraft;
import org.tacflow.tables.StageRecord;
import org.tacflow.tables.StageWork;
import org.tacflow.tables.Tables;

/** Runs the jobs of a run in order, in batches, only for units that are not there yet. */
final class StageRunner {
  /** Setting of Spark with the number of scans that are committed together. */
  static final String BATCH = "spark.tacflow.batchScans";

  private static final String INDEX = "index";
  private static final String REJECTED = "rejected";

  private final RunContext run;
  private final int batch;

  StageRunner(RunContext run) {
    this.run = run;
    int cores = run.spark().sparkContext().defaultParallelism();
    this.batch = Integer.parseInt(run.spark().conf().get(BATCH, "" + Math.max(64, 8 * cores)));
  }

  /** Runs jobs on the published tables; what other stages made stays as it is. */
  Manifest all(List<Job> jobs) throws IOException {
    for (int j = 0; j < jobs.size(); j++) {
      run.progress().stage(j + 1, jobs.size(), jobs.get(j));
      // Made without regard to what its inputs were: a later run makes it again.
      StageRecord.Unit alone = new StageRecord.Unit("alone in " + run.draft().id(), Map.of());
      make(jobs.get(j), StageWork.all(jobs.get(j).name(), Map.of(StageRecord.COHORT, alone)));
    }
    return publish(Reuse.nothing(run.store()));
  }

  /** Runs the whole path, as far as earlier runs have not. */
  Manifest changed(List<Job> jobs, Reuse reuse) throws IOException {
    StageUnits units = new StageUnits(run.inputs(), ProgramHash.current());
    run.draft().startAfresh();
    for (int j = 0; j < jobs.size(); j++) {
      Job job = jobs.get(j);
      run.progress().stage(j + 1, jobs.size(), job);
      StageWork work = reuse.work(job.name(), units.of(job, run.tables().stages()));
      if (work.isUnchanged()) {
        StageRecord source = work.reused().get(0).source();
        run.draft().carryOver(source);
        run.progress().units(0, work.wanted().size());
        run.metrics().stage(0, work.wanted().size(), source.rejections().size());
      } else {
        make(job, work);
      }
    }
    return publish(reuse);
  }

  private void make(Job job, StageWork work) throws IOException {
    run.progress().units(work.toDo().size(), work.wanted().size());
    StageDraft stage = run.draft().open(work);
    run.stage(stage);
    BatchRunner batches = new BatchRunner(run, job, stage);
    for (Set<String> units : batches(work)) {
      batches.run(units);
    }
    batches.finish(!work.reused().isEmpty());
    StageRecord record = stage.close();
    run.stage(null);
    int made = work.toDo().size();
    run.metrics().stage(made, work.wanted().size() - made, record.rejections().size());
  }

  /** Units by whole scans; one batch without any where a stage has no units at all. */
  private List<Set<String>> batches(StageWork work) {
    List<Set<String>> batches = new ArrayList<>();
    Set<String> scans = new TreeSet<>();
    for (String unit : work.toDo()) {
      String scan = StageRecord.scanOf(unit);
      if (batches.isEmpty() || (scans.size() == batch && !scans.contains(scan))) {
        batches.add(new TreeSet<>());
        scans.clear();
      }
      scans.add(scan);
      batches.get(batches.size() - 1).add(unit);
    }
    if (work.wanted().isEmpty()) {
      batches.add(Set.of());
    }
    return batches;
  }

  private Manifest publish(Reuse reuse) throws IOException {
    Ingredients ingredients = new Ingredients();
    for (StageRecord record : run.tables().stages()) {
      if (record.stage().equals(INDEX)) {
        ingredients.add("scans", record.units().keySet().toString());
      }
      if (!record.stage().equals(REJECTED)) {
        record
            .rejections()
            .forEach((scan, reason) -> ingredients.add(record.stage() + " " + scan, reason));
      }
    }
    StageWork work = reuse.work(REJECTED, Map.of(StageRecord.COHORT, ingredients.unit()));
    if (work.isUnchanged()) {
      run.draft().carryOver(work.reused().get(0).source());
    } else {
      StageDraft stage = run.draft().open(StageWork.all(REJECTED, work.wanted()));
      stage.take(work.wanted().keySet());
      List<Row> scans = ScanTable.rowsOfCohort(run.tables());
      run.draft().write(Tables.REJECTED_SCANS, rejected(scans));
      List<Row> rejected = run.tables().rows(Tables.REJECTED_SCANS);
      run.draft().write(Tables.SCAN_STATUS, ScanStatus.of(scans, rejected));
      stage.made(Map.of());
      stage.close();
    }
    runs();
    run.draft().attach(ConfigFile.NAME, ConfigFile.toJson(run.config()));
    run.checkLock();
    return run.draft().publish(Version.current());
  }

  /** The log book with this run in it, as it will be when it is published. */
  private void runs() throws IOException {
    Set<String> scans = new TreeSet<>();
    Map<String, Long> rows = new TreeMap<>();
    for (StageRecord record : run.tables().stages()) {
      scans.addAll(record.rejections().keySet());
      record.tables().keySet().forEach(table -> rows.put(table, record.rows(table)));
    }
    int found =
        (int)
            run.tables().stages().stream()
                .filter(record -> record.stage().equals(INDEX))
                .mapToLong(record -> record.rows(Tables.SCANS.name()))
                .sum();
    run.note(found, scans.size());
    RunRecord own =
        run.record()
            .end(
                "published",
                scans.isEmpty() ? Tacflow.DONE : Tacflow.REJECTIONS,
                run.progress().seconds(),
                rows,
                null);
    run.draft().write(Tables.RUNS, RunRows.of(RunHistory.all(run.store()), own));
  }

  private List<Row> rejected(List<Row> scans) {
    Map<String, Row> people = new TreeMap<>();
    for (Row scan : scans) {
      people.put(scan.getAs("scan"), scan);
    }
    List<Row> rows = new ArrayList<>();
    for (StageRecord record : run.tables().stages()) {
      record
          .rejections()
          .forEach(
              (scan, reason) -> {
                Row known = people.get(scan);
                rows.add(
                    RowFactory.create(
                        scan,
                        known == null ? null : known.getAs("participant_id"),
                        known == null ? null : known.getAs("session_id"),
                        record.stage(),
                        reason));
              });
    }
    return rows;
  }
}
