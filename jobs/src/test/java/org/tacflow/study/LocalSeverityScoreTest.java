package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tacflow.study.ClinicalScore.Status;

class LocalSeverityScoreTest {
  // Ranks counted by hand; rounding only.
  private static final double ROUNDING = 1e-12;

  @Test
  void ranksAmongPeopleOfTwoYearsEitherWay() {
    double[] edss = {2, 3, 4, 9};
    double[] years = {5.9, 7.0, 3.2, 8.0};
    // Person 0 (year 5): pool years 3 to 7, EDSS 2 3 4: rank 1 of 3. Person 1 (7): pool 5 to 9,
    // EDSS
    // 2 3 9: rank 2 of 3. Person 2 (3): pool 1 to 5, EDSS 2 4: rank 2 of 2. Person 3 (8): pool 6 to
    // 10, EDSS 3 9: rank 2 of 2.
    assertThat(LocalSeverityScore.of(edss, years))
        .containsExactly(new double[] {2.5, 5, 20 / 3.0, 20 / 3.0}, within(ROUNDING));
  }

  @Test
  void equalScoresShareTheirMeanRank() {
    double[] scores = LocalSeverityScore.of(new double[] {2, 2, 2, 5}, new double[] {1, 1, 1, 1});
    assertThat(scores).containsExactly(new double[] {4, 4, 4, 8}, within(ROUNDING));
    assertThat(LocalSeverityScore.of(new double[] {3}, new double[] {0})).containsExactly(5);
  }

  @Test
  void peopleWithoutAScoreAreInNoPool() {
    double[] edss = {2, 10, Double.NaN, 4, 6};
    double[] years = {1, 1, 1, 1, Double.NaN};
    double[] scores = LocalSeverityScore.of(edss, years);
    assertThat(scores[0]).isCloseTo(10 / 3.0, within(ROUNDING));
    assertThat(scores[3]).isCloseTo(20 / 3.0, within(ROUNDING));
    assertThat(scores[1]).isNaN();
    assertThat(scores[2]).isNaN();
    assertThat(scores[4]).isNaN();
    assertThat(LocalSeverityScore.of(new double[] {2}, new double[] {-1})[0]).isNaN();
  }

  @Test
  void lengthsMustAgree() {
    assertThatThrownBy(() -> LocalSeverityScore.of(new double[2], new double[3]))
        .hasMessage("Invalid number of years: 3 (must be 2 as of EDSS)");
  }

  @Test
  void progressionSinceOnsetIsLostPointsPerMonth() {
    LocalDate onset = LocalDate.of(2020, 1, 1);
    // 731 days (a leap year and one more day) are 24.016 months.
    assertThat(ProgressionRate.alsfrsR(36, onset, onset.plusDays(731)))
        .isCloseTo(12 / (731 / 365.25 * 12), within(ROUNDING));
    assertThat(ProgressionRate.alsfrsR(36, onset, onset)).isNaN();
    assertThat(ProgressionRate.alsfrsR(36, onset, onset.minusDays(9))).isNaN();
    assertThat(ProgressionRate.alsfrsR(Double.NaN, onset, onset.plusDays(9))).isNaN();
  }

  // A line of -2.5 points a year, with visits at uneven distances, has that slope.
  @Test
  void changePerYearIsTheSlopeOverDatedVisits() {
    List<ClinicalScore> visits = new ArrayList<>();
    for (int day : new int[] {0, 100, 400, 1000}) {
      visits.add(visit(28 - 2.5 * day / 365.25, LocalDate.of(2020, 1, 1).plusDays(day)));
    }
    visits.add(visit(3, null));
    visits.add(visits.get(0).refused(Status.OUT_OF_RANGE, "x"));
    assertThat(ProgressionRate.perYear(visits)).isCloseTo(-2.5, within(1e-10));
    assertThat(ProgressionRate.perYear(visits.subList(0, 1))).isNaN();
    assertThat(ProgressionRate.perYear(List.of(visits.get(0), visits.get(0)))).isNaN();
    assertThat(ProgressionRate.perYear(List.of())).isNaN();
  }

  private static ClinicalScore visit(double value, LocalDate date) {
    return new ClinicalScore(
        "sub-1", null, date, false, "MMSE", "", value, Status.ACCEPTED, "", "", "t", "mmse", 1);
  }
}
