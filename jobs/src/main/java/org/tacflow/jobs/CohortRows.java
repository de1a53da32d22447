package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.tacflow.config.People;
import org.tacflow.study.Participant;
import org.tacflow.study.ParticipantTable;
import org.tacflow.study.Side;
import org.tacflow.tables.Tables;

/** Rows of {@code cohort}: every scan, and every participant without one. */
final class CohortRows {
  private CohortRows() {}

  static List<Row> of(
      RunContext run, String stage, List<CohortScan> scans, ParticipantTable participants) {
    People settings = run.config().clinical().people();
    List<Row> rows = new ArrayList<>();
    Set<String> scanned = new HashSet<>();
    for (CohortScan scan : scans) {
      String id = scan.participantId();
      scanned.add(id);
      Participant person = participants.participant(id).orElse(null);
      if (person == null) {
        String reason =
            "Cannot join "
                + scan.key()
                + ": no row "
                + id
                + " in "
                + run.config().bidsDir()
                + "/participants.tsv (add it)";
        run.rejections().add(scan.key(), stage, reason);
        rows.add(row(scan, id, null, "no_participant", reason, settings));
      } else if (!scan.usable()) {
        rows.add(row(scan, id, person, "scan_rejected", "see rejected_scans", settings));
      } else {
        String genotype = genotypeReason(person, settings);
        rows.add(row(scan, id, person, "joined", genotype, settings));
      }
    }
    boolean everyone = run.config().participants().isEmpty();
    for (Participant person : participants.participants()) {
      if (everyone && !scanned.contains(person.id())) {
        String reason = "no scan of " + person.id() + " in the data set";
        rows.add(row(null, person.id(), person, "no_scan", reason, settings));
      }
    }
    return rows;
  }

  /** Why a genotype was refused; the reason quotes the cell unless cells are to be dropped. */
  private static String genotypeReason(Participant person, People settings) {
    if (!person.genotype().isError()) {
      return null;
    }
    return settings.dropsPersonalData()
        ? "genotype " + lower(person.genotype().status())
        : person.genotype().reason();
  }

  private static Row row(
      CohortScan scan,
      String id,
      Participant person,
      String status,
      String reason,
      People settings) {
    Cells cells =
        new Cells(Tables.COHORT.schema())
            .put("participant_id", id)
            .put("status", status)
            .put("reason", reason);
    if (scan != null) {
      cells
          .put("scan", scan.key())
          .put("session_id", scan.sessionId())
          .put("tracer", scan.tracer())
          .put("years", scan.years());
    }
    return person == null ? cells.row() : person(cells, person, settings).row();
  }

  private static Cells person(Cells cells, Participant person, People settings) {
    String genotype =
        person.genotype().genotype() == null ? null : person.genotype().genotype().name();
    Side side = person.affectedSide();
    return cells
        .put("disease", person.group().isEmpty() ? OutcomeCase.ALL : person.group())
        .put("subgroup", orNull(person.subgroup()))
        .put("site", orNull(person.site()))
        .put("age", person.ageYears())
        .put("sex", lower(person.sex()))
        .put("genotype", genotype)
        .put("genotype_status", lower(person.genotype().status()))
        .put(
            "genotype_source",
            settings.dropsPersonalData() ? null : orNull(person.genotypeSource()))
        .put("affected_side", side == Side.BOTH ? null : lower(side))
        .put("flags", person.flags());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
