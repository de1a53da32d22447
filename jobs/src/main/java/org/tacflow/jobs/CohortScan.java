package org.tacflow.jobs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.tacflow.study.RegionalValue;
import org.tacflow.study.RegionalValues;
import org.tacflow.study.Registries;
import org.tacflow.study.ScanDates;
import org.tacflow.tables.Tables;

/**
 * One scan that may be joined with a person: of the data set, or behind imported values.
 *
 * @param tracer registry id, null when unknown
 * @param day day of the scan, null when unknown
 * @param years years since the person's first scan with this tracer, null when a day is unknown
 * @param usable whether it was accepted and has curves or values
 */
record CohortScan(
    String key,
    String participantId,
    String sessionId,
    String tracer,
    LocalDate day,
    Double years,
    boolean usable) {
  private static final double DAYS_PER_YEAR = 365.25;

  /** All scans: those of the data set by key, then those behind imported values. */
  static List<CohortScan> all(RunContext run, ScanDates dates) {
    Set<String> withCurves = withCurves(run);
    Map<String, CohortScan> scans = new java.util.TreeMap<>();
    for (Row scan :
        run.tables()
            .read(Tables.SCANS)
            .select("scan", "participant_id", "session_id", "tracer", "status")
            .collectAsList()) {
      boolean accepted = "accepted".equals(scan.getString(4));
      boolean usable = accepted && (withCurves == null || withCurves.contains(scan.getString(0)));
      put(
          scans,
          dates,
          scan.getString(0),
          scan.getString(1),
          scan.getString(2),
          scan.getString(3),
          usable);
    }
    for (RegionalValue value : imported(run)) {
      put(
          scans,
          dates,
          value.scan(),
          value.participantId(),
          value.sessionId(),
          value.tracer(),
          true);
    }
    return sinceFirst(new ArrayList<>(scans.values()));
  }

  /** Values of the configured tables; of the participants of the configuration only. */
  static List<RegionalValue> imported(RunContext run) {
    List<String> asked = run.config().participants();
    return new RegionalValues(run.storage(), Registries.packaged().tracers())
        .readAll(run.config().measures()).stream()
            .filter(v -> asked.isEmpty() || asked.contains(v.participantId().substring(4)))
            .toList();
  }

  private static void put(
      Map<String, CohortScan> scans,
      ScanDates dates,
      String key,
      String person,
      String session,
      String tracer,
      boolean usable) {
    LocalDate day = dates.date(key, person, session).orElse(null);
    CohortScan before = scans.get(key);
    boolean any = usable || before != null && before.usable();
    scans.put(key, new CohortScan(key, person, session, tracer, day, null, any));
  }

  private static List<CohortScan> sinceFirst(List<CohortScan> scans) {
    Map<String, LocalDate> first = new HashMap<>();
    for (CohortScan scan : scans) {
      if (scan.day() != null) {
        first.merge(scan.person(), scan.day(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return scans.stream().map(scan -> scan.since(first.get(scan.person()))).toList();
  }

  private String person() {
    return participantId + " " + tracer;
  }

  private CohortScan since(LocalDate first) {
    boolean known = day != null && first != null;
    Double passed = known ? (day.toEpochDay() - first.toEpochDay()) / DAYS_PER_YEAR : null;
    return new CohortScan(key, participantId, sessionId, tracer, day, passed, usable);
  }

  /** Scans with curves, since an image may be refused after its sidecar; null before that step. */
  private static Set<String> withCurves(RunContext run) {
    if (!run.tables().has(Tables.REGIONAL_TACS)) {
      return null;
    }
    Set<String> scans = new HashSet<>();
    run.tables()
        .read(Tables.REGIONAL_TACS)
        .select("scan")
        .distinct()
        .collectAsList()
        .forEach(row -> scans.add(row.getString(0)));
    return scans;
  }
}
