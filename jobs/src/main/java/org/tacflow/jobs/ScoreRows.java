package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tacflow.config.People;
import org.tacflow.study.ClinicalScore;
import org.tacflow.study.Scale;
import org.tacflow.study.ScaleRegistry;
import org.tacflow.study.VisitMatch;
import org.tacflow.study.VisitMatcher;
import org.tacflow.tables.Tables;

/** Rows of scores: each as it was read, and the one that belongs to each scan. */
final class ScoreRows {
  private ScoreRows() {}

  /** The row of a score; without its day and the cell as written where those are to be dropped. */
  static Row asRead(ClinicalScore score, People settings) {
    boolean discreet = settings.dropsPersonalData();
    boolean computed = score.row() == 0;
    return new Cells(Tables.CLINICAL_SCORES.schema())
        .put("participant_id", score.participantId())
        .put("session_id", score.sessionId())
        .put("visit_date", discreet || score.date() == null ? null : score.date().toString())
        .put("scale", score.scaleId())
        .put("raw", discreet || computed ? null : score.text())
        .put("score", score.value())
        .put("status", Selection.lower(score.status()))
        .put("reason", reason(score))
        .put("source", computed ? score.source() : score.source() + " row " + score.row())
        .row();
  }

  private static String reason(ClinicalScore score) {
    List<String> reasons = new ArrayList<>();
    if (!score.reason().isEmpty()) {
      reasons.add(score.reason());
    }
    if (score.monthPrecision()) {
      reasons.add("only the month of the visit is known: its 15th taken");
    }
    return reasons.isEmpty() ? null : String.join("; ", reasons);
  }

  /** For each scan the score of every scale that its person has, or why there is none. */
  static List<Row> matched(
      List<CohortScan> scans, List<ClinicalScore> scores, ScaleRegistry scales, int windowDays) {
    Map<String, Map<String, List<ClinicalScore>>> byPerson = new TreeMap<>();
    for (ClinicalScore score : scores) {
      byPerson
          .computeIfAbsent(score.participantId(), id -> new TreeMap<>())
          .computeIfAbsent(score.scaleId(), id -> new ArrayList<>())
          .add(score);
    }
    VisitMatcher matcher = new VisitMatcher(windowDays);
    List<Row> rows = new ArrayList<>();
    for (CohortScan scan : scans) {
      byPerson
          .getOrDefault(scan.participantId(), Map.of())
          .forEach(
              (id, own) -> {
                Scale scale = scales.scale(id).orElseThrow();
                VisitMatch match = matcher.match(scan.day(), scan.sessionId(), own);
                if (scale.kind() != Scale.Kind.NOMINAL) {
                  rows.add(row(scan, scale, match));
                }
              });
    }
    return rows;
  }

  private static Row row(CohortScan scan, Scale scale, VisitMatch match) {
    Cells cells =
        new Cells(Tables.SCAN_SCORES.schema())
            .put("scan", scan.key())
            .put("participant_id", scan.participantId())
            .put("scale", scale.id())
            .put("severity_sign", scale.severitySign())
            .put("reason", match.reason().isEmpty() ? null : match.reason());
    if (!match.found()) {
      return cells.put("match", "none").row();
    }
    double score = match.score().value();
    String state = match.score().medicationState();
    return cells
        .put("score", score)
        .put("severity", score * scale.severitySign())
        .put("gap_days", match.gapDays())
        .put("match", Selection.lower(match.rule()))
        .put("medication_state", state.isEmpty() ? null : state)
        .row();
  }
}
