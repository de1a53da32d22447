package org.tacflow.study;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.tacflow.study.VisitMatch.Rule;

/**
 * Finds the score of one scale that belongs to a scan.
 *
 * <p>Only accepted scores count. The rule, in this order:
 *
 * <ol>
 *   <li>When the day of the scan is known: the dated score nearest to it, if it lies within the
 *       window; of two at the same distance the earlier.
 *   <li>Else, among scores whose date is not known (among all when the day of the scan is not
 *       known): the score of the same session label. The gap is not known.
 *   <li>Else, if only one such score is left, that one.
 * </ol>
 *
 * <p>A dated score outside the window is never taken when the day of the scan is known. Of several
 * scores of one visit the one OFF medication is taken, then one without a state, then one ON; of
 * equals the first in file order. What was chosen is said in the reason.
 */
public final class VisitMatcher {
  private static final Comparator<ClinicalScore> WITHIN_VISIT =
      Comparator.comparingInt(VisitMatcher::statePreference)
          .thenComparing(ClinicalScore::source)
          .thenComparingInt(ClinicalScore::row);

  private final int windowDays;

  /**
   * A matcher.
   *
   * @param windowDays largest gap between scan and visit, days, >= 0
   */
  public VisitMatcher(int windowDays) {
    if (windowDays < 0) {
      throw new IllegalArgumentException("Invalid window: " + windowDays + " days (must be >= 0)");
    }
    this.windowDays = windowDays;
  }

  private static int statePreference(ClinicalScore score) {
    return switch (score.medicationState()) {
      case "OFF" -> 0;
      case "ON" -> 2;
      default -> 1;
    };
  }

  /**
   * Matches one scan.
   *
   * @param scanDate day of the scan; null when not known
   * @param sessionId session of the scan; null without sessions
   * @param scores scores of this person and one scale, in any order
   */
  public VisitMatch match(LocalDate scanDate, String sessionId, List<ClinicalScore> scores) {
    List<ClinicalScore> accepted = scores.stream().filter(ClinicalScore::accepted).toList();
    if (accepted.isEmpty()) {
      String reason = scores.isEmpty() ? "no score recorded" : refusals(scores);
      return new VisitMatch(null, null, null, reason);
    }
    List<ClinicalScore> candidates = accepted;
    String outside = "";
    if (scanDate != null) {
      List<ClinicalScore> dated = accepted.stream().filter(s -> s.date() != null).toList();
      candidates = accepted.stream().filter(s -> s.date() == null).toList();
      if (!dated.isEmpty()) {
        LocalDate nearest = nearest(scanDate, dated);
        long gap = ChronoUnit.DAYS.between(scanDate, nearest);
        if (Math.abs(gap) <= windowDays) {
          List<ClinicalScore> visit = dated.stream().filter(s -> s.date().equals(nearest)).toList();
          return chosen(visit, (int) gap, Rule.DATE);
        }
        outside = "nearest visit " + Math.abs(gap) + " days away (window " + windowDays + ")";
      }
    }
    List<ClinicalScore> sameSession =
        candidates.stream()
            .filter(s -> sessionId != null && sessionId.equals(s.sessionId()))
            .toList();
    if (!sameSession.isEmpty()) {
      return chosen(sameSession, null, Rule.SESSION);
    }
    if (visits(candidates) == 1) {
      return chosen(candidates, null, Rule.ONLY_VISIT);
    }
    String reason =
        candidates.isEmpty() ? outside : "several visits, and no date or session tells which";
    return new VisitMatch(null, null, null, reason);
  }

  private static String refusals(List<ClinicalScore> scores) {
    List<String> reasons = scores.stream().map(ClinicalScore::reason).distinct().toList();
    return String.join("; ", reasons);
  }

  private static LocalDate nearest(LocalDate scanDate, List<ClinicalScore> dated) {
    return dated.stream()
        .map(ClinicalScore::date)
        .min(
            Comparator.<LocalDate>comparingLong(
                    date -> Math.abs(ChronoUnit.DAYS.between(scanDate, date)))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  // Two scores are of one visit when neither date nor session tells them apart.
  private static long visits(List<ClinicalScore> scores) {
    return scores.stream().map(s -> s.date() + " " + s.sessionId()).distinct().count();
  }

  /** The score that stands for a visit with several. */
  static ClinicalScore preferred(List<ClinicalScore> visit) {
    return visit.stream().min(WITHIN_VISIT).orElseThrow();
  }

  private static VisitMatch chosen(List<ClinicalScore> visit, Integer gap, Rule rule) {
    ClinicalScore score = preferred(visit);
    String reason = "";
    if (visit.size() > 1) {
      String state = score.medicationState().isEmpty() ? "the first" : score.medicationState();
      reason = visit.size() + " scores of one visit: " + state + " taken";
    }
    return new VisitMatch(score, gap, rule, reason);
  }
}
