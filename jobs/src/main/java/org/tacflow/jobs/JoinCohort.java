package org.tacflow.jobs;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tacflow.study.ClinicalScore;
import org.tacflow.study.Participant;
import org.tacflow.study.ParticipantTable;
import org.tacflow.study.Registries;
import org.tacflow.study.Scale;
import org.tacflow.study.ScanDates;
import org.tacflow.study.ScoreReader;
import org.tacflow.study.VisitMatch;
import org.tacflow.study.VisitMatcher;
import org.tacflow.tables.Table;
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
    ParticipantTable participants = Participants.read(run);
    participants.problems().forEach(run.progress()::say);
    List<Row> scans =
        run.draft()
            .read(Tables.SCANS)
            .select("scan", "participant_id", "session_id", "tracer", "status")
            .orderBy("scan")
            .collectAsList();
    List<ClinicalScore> scores =
        new ScoreReader(registries.scales(), run.config().clinical())
            .readAll(run.storage(), run.config().bidsDir());
    write(run, Tables.COHORT, cohort(run, scans, participants));
    write(run, Tables.CLINICAL_SCORES, scores.stream().map(JoinCohort::scoreRow).toList());
    write(run, Tables.SCAN_SCORES, scanScores(run, scans, scores, registries));
  }

  private static void write(RunContext run, Table table, List<Row> rows) {
    Dataset<Row> data = run.spark().createDataFrame(rows, table.schema());
    run.draft().write(table, data.coalesce(1));
  }

  /** Every scan, and every participant without a scan. */
  private List<Row> cohort(RunContext run, List<Row> scans, ParticipantTable participants) {
    List<Row> rows = new ArrayList<>();
    Set<String> scanned = new HashSet<>();
    Predicate<String> withCurves = withCurves(run);
    for (Row scan : scans) {
      String id = scan.getString(1);
      scanned.add(id);
      Participant person = participants.participant(id).orElse(null);
      if (person == null) {
        String reason =
            "Cannot join "
                + scan.getString(0)
                + ": no row "
                + id
                + " in "
                + run.config().bidsDir()
                + "/participants.tsv (add it)";
        run.rejections().add(scan.getString(0), name(), reason);
        rows.add(cohortRow(scan, id, null, "no_participant", reason));
      } else if (!"accepted".equals(scan.getString(4)) || !withCurves.test(scan.getString(0))) {
        rows.add(cohortRow(scan, id, person, "scan_rejected", "see rejected_scans"));
      } else {
        String genotype = person.genotype().isError() ? person.genotype().reason() : null;
        rows.add(cohortRow(scan, id, person, "joined", genotype));
      }
    }
    boolean everyone = run.config().participants().isEmpty();
    for (Participant person : participants.participants()) {
      if (everyone && !scanned.contains(person.id())) {
        String reason = "no scan of " + person.id() + " in the data set";
        rows.add(cohortRow(null, person.id(), person, "no_scan", reason));
      }
    }
    return rows;
  }

  /** Whether a scan has curves; an image may be refused after its sidecar was accepted. */
  private static Predicate<String> withCurves(RunContext run) {
    if (!run.draft().has(Tables.REGIONAL_TACS)) {
      return scan -> true;
    }
    Set<String> scans = new HashSet<>();
    run.draft()
        .read(Tables.REGIONAL_TACS)
        .select("scan")
        .distinct()
        .collectAsList()
        .forEach(row -> scans.add(row.getString(0)));
    return scans::contains;
  }

  private static Row cohortRow(
      Row scan, String id, Participant person, String status, String reason) {
    boolean known = person != null;
    String genotype =
        known && person.genotype().genotype() != null ? person.genotype().genotype().name() : null;
    return RowFactory.create(
        scan == null ? null : scan.getString(0),
        id,
        scan == null ? null : scan.getString(2),
        scan == null ? null : scan.getString(3),
        known ? orElse(person.group(), "all") : null,
        known ? orElse(person.subgroup(), null) : null,
        known ? orElse(person.site(), null) : null,
        known ? Rows.orNull(person.ageYears()) : null,
        known ? person.sex().name().toLowerCase(Locale.ROOT) : null,
        genotype,
        known ? person.genotype().status().name().toLowerCase(Locale.ROOT) : null,
        status,
        reason);
  }

  private static String orElse(String text, String other) {
    return text.isEmpty() ? other : text;
  }

  private static Row scoreRow(ClinicalScore score) {
    return RowFactory.create(
        score.participantId(),
        score.sessionId(),
        score.date() == null ? null : score.date().toString(),
        score.scaleId(),
        score.text(),
        Rows.orNull(score.value()),
        score.status().name().toLowerCase(Locale.ROOT),
        orElse(score.reason(), null),
        score.source() + " row " + score.row());
  }

  private static List<Row> scanScores(
      RunContext run, List<Row> scans, List<ClinicalScore> scores, Registries registries) {
    Map<String, Map<String, List<ClinicalScore>>> byPerson = new TreeMap<>();
    for (ClinicalScore score : scores) {
      byPerson
          .computeIfAbsent(score.participantId(), id -> new TreeMap<>())
          .computeIfAbsent(score.scaleId(), id -> new ArrayList<>())
          .add(score);
    }
    ScanDates dates = ScanDates.read(run.storage(), run.config().bidsDir());
    VisitMatcher matcher = new VisitMatcher(run.config().clinical().windowDays());
    List<Row> rows = new ArrayList<>();
    for (Row scan : scans) {
      LocalDate date =
          dates.date(scan.getString(0), scan.getString(1), scan.getString(2)).orElse(null);
      byPerson
          .getOrDefault(scan.getString(1), Map.of())
          .forEach(
              (id, own) -> {
                VisitMatch match = matcher.match(date, scan.getString(2), own);
                if (match.found()) {
                  rows.add(matchRow(scan, registries.scales().scale(id).orElseThrow(), match));
                }
              });
    }
    return rows;
  }

  private static Row matchRow(Row scan, Scale scale, VisitMatch match) {
    double score = match.score().value();
    return RowFactory.create(
        scan.getString(0),
        scan.getString(1),
        scale.id(),
        score,
        score * scale.severitySign(),
        scale.severitySign(),
        match.gapDays(),
        match.rule().name().toLowerCase(Locale.ROOT));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new JoinCohort(), args);
  }
}
