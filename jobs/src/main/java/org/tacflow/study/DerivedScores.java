package org.tacflow.study;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tacflow.bids.Storage;
import org.tacflow.config.DerivedScales;
import org.tacflow.config.InputException;
import org.tacflow.study.ClinicalScore.Status;

/**
 * Scores that follow from others: disease duration, severity, progression, change per year.
 *
 * <p>A scale that any table records is never computed: two definitions do not meet in one column.
 *
 * <ul>
 *   <li>DISEASE_DURATION: years from onset to each scan and visit.
 *   <li>MSSS and ARMSS: EDSS by disease duration or age at the visit, by the user's table, else
 *       {@link LocalSeverityScore} against the first visit of everyone else.
 *   <li>ALSFRS_R_SLOPE: {@link ProgressionRate#alsfrsR} at each visit.
 *   <li>EDSS_PROGRESSION: {@link ProgressionRate#edssProgression} from first to last visit.
 *   <li>{@code …_PER_YEAR}: {@link ProgressionRate#perYear} over all visits of one medication
 *       state.
 * </ul>
 *
 * <p>Progression and change bear the date of the first visit, since they are what follows it.
 */
public final class DerivedScores {
  private static final double DAYS_PER_YEAR = 365.25;
  private static final String DURATION = "DISEASE_DURATION";
  private static final Comparator<ClinicalScore> BY_DATE =
      Comparator.comparing(ClinicalScore::date);

  private final ParticipantTable people;
  private final DerivedScales settings;
  private final SeverityTable msss;
  private final SeverityTable armss;
  private final Map<String, Map<String, List<ClinicalScore>>> dated = new TreeMap<>();
  private final Set<String> recorded = new HashSet<>();
  private final List<ClinicalScore> derived = new ArrayList<>();

  private DerivedScores(
      ParticipantTable people, DerivedScales settings, SeverityTable msss, SeverityTable armss) {
    this.people = people;
    this.settings = settings;
    this.msss = msss;
    this.armss = armss;
  }

  /**
   * All that the settings ask for and the scores allow.
   *
   * @param read scores of the data set
   * @param scanDays days of each person's scans
   * @throws InputException when a table of the settings cannot be read
   */
  public static List<ClinicalScore> of(
      List<ClinicalScore> read,
      ParticipantTable people,
      Map<String, ? extends Collection<LocalDate>> scanDays,
      DerivedScales settings,
      Storage storage) {
    DerivedScores scores =
        new DerivedScores(
            people,
            settings,
            table(storage, settings.msssTable()),
            table(storage, settings.armssTable()));
    read.stream().filter(ClinicalScore::accepted).forEach(scores::take);
    scores.durations(scanDays);
    scores.severities("MSSS", scores.msss);
    scores.severities("ARMSS", scores.armss);
    scores.dated.forEach(scores::ofPerson);
    return scores.derived;
  }

  private static SeverityTable table(Storage storage, String path) {
    return path.isEmpty() ? null : SeverityTable.read(storage, path);
  }

  private void take(ClinicalScore score) {
    recorded.add(score.scaleId());
    if (score.date() != null) {
      dated
          .computeIfAbsent(score.participantId(), id -> new TreeMap<>())
          .computeIfAbsent(score.scaleId(), id -> new ArrayList<>())
          .add(score);
    }
  }

  private boolean wanted(String scale) {
    return settings.scales().contains(scale) && !recorded.contains(scale);
  }

  /** Accepted scores of one scale, one per day, in order of the days. */
  private static List<ClinicalScore> visits(Map<String, List<ClinicalScore>> own, String scale) {
    Map<LocalDate, List<ClinicalScore>> byDay = new TreeMap<>();
    for (ClinicalScore score : own.getOrDefault(scale, List.of())) {
      byDay.computeIfAbsent(score.date(), day -> new ArrayList<>()).add(score);
    }
    return byDay.values().stream().map(VisitMatcher::preferred).sorted(BY_DATE).toList();
  }

  private LocalDate onset(String person) {
    return people.participant(person).map(Participant::onset).orElse(null);
  }

  private void durations(Map<String, ? extends Collection<LocalDate>> scanDays) {
    if (!wanted(DURATION)) {
      return;
    }
    for (Participant person : people.participants()) {
      TreeSet<LocalDate> days = new TreeSet<>();
      if (scanDays.containsKey(person.id())) {
        days.addAll(scanDays.get(person.id()));
      }
      dated
          .getOrDefault(person.id(), Map.of())
          .values()
          .forEach(scores -> scores.forEach(score -> days.add(score.date())));
      for (LocalDate day : days) {
        double years = years(person.onset(), day);
        if (years >= 0) {
          add(person.id(), null, day, DURATION, years, "years since " + person.onset());
        }
      }
    }
  }

  /** NaN without onset. */
  private static double years(LocalDate onset, LocalDate day) {
    return onset == null ? Double.NaN : (day.toEpochDay() - onset.toEpochDay()) / DAYS_PER_YEAR;
  }

  /** Disease duration or age at the visit of an EDSS, years; NaN when not known. */
  private double years(String scale, ClinicalScore edss) {
    if (scale.equals("ARMSS")) {
      return people.participant(edss.participantId()).map(Participant::ageYears).orElse(Double.NaN);
    }
    for (ClinicalScore duration :
        dated.get(edss.participantId()).getOrDefault(DURATION, List.of())) {
      if (duration.date().equals(edss.date())) {
        return duration.value();
      }
    }
    return years(onset(edss.participantId()), edss.date());
  }

  private void severities(String scale, SeverityTable table) {
    if (!wanted(scale)) {
      return;
    }
    List<ClinicalScore> first = new ArrayList<>();
    dated.values().forEach(own -> visits(own, "EDSS").stream().limit(1).forEach(first::add));
    dated.forEach(
        (person, own) -> {
          for (ClinicalScore edss : visits(own, "EDSS")) {
            double score =
                table == null
                    ? ranked(scale, edss, first)
                    : table.score(edss.value(), years(scale, edss));
            String how = table == null ? "ranked in this cohort" : "by the table given";
            if (score > 0) {
              add(person, edss.sessionId(), edss.date(), scale, score, how + " from EDSS");
            }
          }
        });
  }

  /** The rank of one visit among the first visits of all other people. */
  private double ranked(String scale, ClinicalScore own, List<ClinicalScore> first) {
    List<ClinicalScore> pool = new ArrayList<>(List.of(own));
    first.stream().filter(s -> !s.participantId().equals(own.participantId())).forEach(pool::add);
    return LocalSeverityScore.of(
        pool.stream().mapToDouble(ClinicalScore::value).toArray(),
        pool.stream().mapToDouble(s -> years(scale, s)).toArray())[0];
  }

  private void ofPerson(String person, Map<String, List<ClinicalScore>> own) {
    LocalDate onset = onset(person);
    if (wanted("ALSFRS_R_SLOPE") && onset != null) {
      for (ClinicalScore visit : visits(own, "ALSFRS_R")) {
        double rate = ProgressionRate.alsfrsR(visit.value(), onset, visit.date());
        if (rate >= 0) {
          String how = "(48 - " + visit.text() + ") / months since " + onset;
          add(person, visit.sessionId(), visit.date(), "ALSFRS_R_SLOPE", rate, how);
        }
      }
    }
    List<ClinicalScore> edss = visits(own, "EDSS");
    if (wanted("EDSS_PROGRESSION") && edss.size() > 1) {
      ClinicalScore from = edss.get(0);
      ClinicalScore to = edss.get(edss.size() - 1);
      boolean progressed = ProgressionRate.edssProgression(from.value(), to.value());
      String how = "EDSS " + from.text() + " on " + from.date() + ", " + to.text() + " on ";
      add(
          person,
          from.sessionId(),
          from.date(),
          "EDSS_PROGRESSION",
          progressed ? 1 : 0,
          how + to.date());
    }
    for (String scale : settings.changes()) {
      List<ClinicalScore> all = visits(own, scale);
      // A score ON medication is not set against one OFF.
      boolean off = all.stream().anyMatch(s -> s.medicationState().equals("OFF"));
      List<ClinicalScore> one =
          all.stream().filter(s -> !off || !s.medicationState().equals("ON")).toList();
      double slope = ProgressionRate.perYear(one);
      if (Double.isFinite(slope)) {
        ClinicalScore from = one.get(0);
        String how = one.size() + " visits to " + one.get(one.size() - 1).date();
        add(person, from.sessionId(), from.date(), scale + DerivedScales.CHANGE, slope, how);
      }
    }
  }

  private void add(
      String person, String session, LocalDate day, String scale, double value, String how) {
    derived.add(
        new ClinicalScore(
            person,
            session,
            day,
            false,
            scale,
            "",
            value,
            Status.ACCEPTED,
            "computed: " + how,
            "",
            "computed",
            scale,
            0));
  }
}
