package org.tacflow.study;

import java.util.ArrayList;
import java.util.List;

/**
 * Severity of disability against people of the same disease duration or age, ranked in the cohort.
 *
 * <p>For a person at year d (the floor of the duration or age) all people at years d − 2 to d + 2
 * are pooled, and
 *
 * <pre>score = 10 · rank / (n + 1)</pre>
 *
 * with the mean rank of equal EDSS values and n people in the pool. With disease duration this is
 * the local form of MSSS (Roxburgh et al. 2005, doi:10.1212/01.WNL.0000156155.19270.F8), with age
 * that of ARMSS (Manouchehrinia et al. 2017, doi:10.1177/1352458517690618). It ranks within this
 * cohort and does not replace the published tables.
 *
 * <ul>
 *   <li>NaN EDSS or years: NaN, and not in any pool.
 *   <li>EDSS 10, death due to MS, has no score: NaN, and not in any pool.
 *   <li>Negative years: NaN, and not in any pool.
 * </ul>
 */
public final class LocalSeverityScore {
  private static final int YEARS_EACH_WAY = 2;
  private static final double DEATH = 10;

  private LocalSeverityScore() {}

  /**
   * The score of each person.
   *
   * @param edss EDSS at the visit, one per person
   * @param years disease duration (MSSS) or age (ARMSS) at the same visit, years, one per person
   * @return scores in (0, 10), one per person, NaN where there is none
   */
  public static double[] of(double[] edss, double[] years) {
    if (edss.length != years.length) {
      throw new IllegalArgumentException(
          "Invalid number of years: " + years.length + " (must be " + edss.length + " as of EDSS)");
    }
    double[] scores = new double[edss.length];
    for (int person = 0; person < edss.length; person++) {
      scores[person] =
          counts(edss[person], years[person]) ? score(person, edss, years) : Double.NaN;
    }
    return scores;
  }

  private static boolean counts(double edss, double years) {
    return edss >= 0 && edss < DEATH && years >= 0;
  }

  private static double score(int person, double[] edss, double[] years) {
    List<Double> pool = new ArrayList<>();
    for (int other = 0; other < edss.length; other++) {
      double apart = Math.abs(Math.floor(years[other]) - Math.floor(years[person]));
      if (counts(edss[other], years[other]) && apart <= YEARS_EACH_WAY) {
        pool.add(edss[other]);
      }
    }
    double own = edss[person];
    long below = pool.stream().filter(value -> value < own).count();
    long equal = pool.stream().filter(value -> value == own).count();
    double meanRank = below + (equal + 1) / 2.0;
    return 10 * meanRank / (pool.size() + 1);
  }
}
