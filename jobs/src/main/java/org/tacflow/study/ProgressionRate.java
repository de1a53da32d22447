package org.tacflow.study;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How fast a score changes: since onset, or over dated visits. */
public final class ProgressionRate {
  private static final double DAYS_PER_YEAR = 365.25;
  private static final double MONTHS_PER_YEAR = 12;
  private static final double FULL_FUNCTION = 48;

  private ProgressionRate() {}

  /**
   * Points of ALSFRS-R lost per month since onset.
   *
   * <pre>rate = (48 − ALSFRS_R) / months from onset to visit</pre>
   *
   * <p>NaN when the visit is not after the onset or the score is NaN. Source: Kimura et al. 2006,
   * Neurology 66.
   *
   * @param alsfrsR score at the visit, 0 to 48
   * @param onset day of the first symptom
   * @param visit day of the score
   * @return points per month, larger is worse
   */
  public static double alsfrsR(double alsfrsR, LocalDate onset, LocalDate visit) {
    double months = ChronoUnit.DAYS.between(onset, visit) / DAYS_PER_YEAR * MONTHS_PER_YEAR;
    return months > 0 ? (FULL_FUNCTION - alsfrsR) / months : Double.NaN;
  }

  /**
   * Change of a score per year over a person's visits: the least-squares slope on time.
   *
   * <pre>slope = Σ (t − t̄)(y − ȳ) / Σ (t − t̄)²</pre>
   *
   * <p>Scores that are not accepted or not dated are left out; NaN with fewer than two different
   * days.
   *
   * @param scores scores of one person and one scale
   * @return scale units per year, in the direction of the scale
   */
  public static double perYear(List<ClinicalScore> scores) {
    List<ClinicalScore> dated =
        scores.stream().filter(score -> score.accepted() && score.date() != null).toList();
    if (dated.size() < 2) {
      return Double.NaN;
    }
    LocalDate origin = dated.get(0).date();
    double meanTime = dated.stream().mapToDouble(s -> years(origin, s)).average().orElseThrow();
    double meanScore = dated.stream().mapToDouble(ClinicalScore::value).average().orElseThrow();
    double covariation = 0;
    double variation = 0;
    for (ClinicalScore score : dated) {
      double time = years(origin, score) - meanTime;
      covariation += time * (score.value() - meanScore);
      variation += time * time;
    }
    return variation > 0 ? covariation / variation : Double.NaN;
  }

  /**
   * Whether disability grew from one EDSS to a later one.
   *
   * <p>A rise of at least 1.0 from below 6, of 0.5 from 6 on, as in Sucksdorff et al. 2020, Brain
   * 143:3318-3330.
   *
   * @param first EDSS at the first visit
   * @param last EDSS at the last visit
   */
  public static boolean edssProgression(double first, double last) {
    double rise = last - first;
    return first >= 6 ? rise >= 0.5 : rise >= 1;
  }

  private static double years(LocalDate origin, ClinicalScore score) {
    return ChronoUnit.DAYS.between(origin, score.date()) / DAYS_PER_YEAR;
  }
}
