package org.tacflow.jobs;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tacflow.config.Clinical;
import org.tacflow.study.ClinicalScore;
import org.tacflow.study.DerivedScores;
import org.tacflow.study.ParticipantTable;
import org.tacflow.study.Registries;
import org.tacflow.study.ScanDates;
import org.tacflow.study.ScoreReader;
import org.tacflow.study.ScoreTables;
import org.tacflow.tables.Tables;

/** {@code scans + participants and scores → cohort, clinical_scores, scan_scores}. */
public final class JoinCohort implements Job {
  @Override
  public String name() {
    return "join";
  }

  @Override
  public String purpose() {
    return "join scans with participants, genotypes and scores";
  }

  @Override
  public void run(RunContext run) throws IOException {
    Registries registries = Registries.packaged();
    Clinical clinical = run.config().clinical();
    ParticipantTable participants = Participants.read(run);
    participants.problems().forEach(run.progress()::say);
    ScanDates dates = ScanDates.read(run.storage(), run.config().bidsDir());
    List<CohortScan> scans = CohortScan.all(run, dates);
    ScoreTables read =
        ScoreTables.read(
            new ScoreReader(registries.scales(), clinical), run.storage(), run.config().bidsDir());
    read.unknown().forEach(run.progress()::say);
    refuse(run, scans, dates.problems());
    refuse(run, scans, read.problems());
    List<ClinicalScore> scores = new ArrayList<>(read.scores());
    scores.addAll(
        DerivedScores.of(scores, participants, days(scans), clinical.derived(), run.storage()));
    if (clinical.people().dropsPersonalData()) {
      scores.replaceAll(ClinicalScore::discreet);
    }
    run.draft().write(Tables.COHORT, CohortRows.of(run, name(), scans, participants));
    run.draft()
        .write(
            Tables.CLINICAL_SCORES,
            scores.stream().map(score -> ScoreRows.asRead(score, clinical.people())).toList());
    run.draft()
        .write(
            Tables.SCAN_SCORES,
            ScoreRows.matched(
                scans, scores, registries.scales().with(clinical.scales()), clinical.windowDays()));
  }

  /** A damaged table about one person costs what it says of that person's scans, by name. */
  private void refuse(RunContext run, List<CohortScan> scans, Map<String, String> problems) {
    for (CohortScan scan : scans) {
      String problem = problems.get(scan.participantId());
      if (problem != null) {
        run.rejections().add(scan.key(), name(), problem);
      }
    }
  }

  private static Map<String, List<LocalDate>> days(List<CohortScan> scans) {
    Map<String, List<LocalDate>> days = new HashMap<>();
    for (CohortScan scan : scans) {
      if (scan.day() != null) {
        days.computeIfAbsent(scan.participantId(), id -> new ArrayList<>()).add(scan.day());
      }
    }
    return days;
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new JoinCohort(), args);
  }
}
