package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.Storage;
import org.tacflow.study.ClinicalScore.Status;
import org.tacflow.study.VisitMatch.Rule;

class VisitMatcherTest {
  private static final LocalDate SCAN = LocalDate.of(2020, 6, 15);

  private final VisitMatcher matcher = new VisitMatcher(180);

  private static ClinicalScore score(double value, LocalDate date, String session, String state) {
    return new ClinicalScore(
        "sub-1",
        session,
        date,
        false,
        "MMSE",
        Double.toString(value),
        value,
        Status.ACCEPTED,
        "",
        state,
        "phenotype/mmse.tsv",
        "mmse",
        (int) value);
  }

  private static ClinicalScore dated(double value, long days) {
    return score(value, SCAN.plusDays(days), null, "");
  }

  private static ClinicalScore refused(double value, long days) {
    return dated(value, days).refused(Status.OUT_OF_RANGE, "Invalid MMSE: 31");
  }

  @Test
  void theNearestVisitIsTakenWithItsSignedGap() {
    VisitMatch match =
        matcher.match(SCAN, null, List.of(dated(1, -90), dated(2, 30), dated(3, 60)));
    assertThat(match.score().value()).isEqualTo(2);
    assertThat(match.gapDays()).isEqualTo(30);
    assertThat(match.rule()).isEqualTo(Rule.DATE);
    assertThat(match.reason()).isEmpty();
    assertThat(matcher.match(SCAN, null, List.of(dated(1, -20))).gapDays()).isEqualTo(-20);
  }

  @Test
  void ofTwoAtTheSameDistanceTheEarlierIsTakenInAnyOrder() {
    List<ClinicalScore> scores = new ArrayList<>(List.of(dated(1, 30), dated(2, -30)));
    for (int turn = 0; turn < 2; turn++) {
      assertThat(matcher.match(SCAN, null, scores).score().value()).isEqualTo(2);
      Collections.reverse(scores);
    }
  }

  @Test
  void theWindowHoldsItsEnds() {
    assertThat(matcher.match(SCAN, null, List.of(dated(1, 180))).found()).isTrue();
    assertThat(matcher.match(SCAN, null, List.of(dated(1, -180))).found()).isTrue();
    VisitMatch outside = matcher.match(SCAN, null, List.of(dated(1, 400), dated(2, -181)));
    assertThat(outside.found()).isFalse();
    assertThat(outside.reason()).isEqualTo("nearest visit 181 days away (window 180)");
  }

  @Test
  void aDatedVisitOutsideTheWindowIsNotTakenForItsSession() {
    ClinicalScore far = score(1, SCAN.plusDays(300), "ses-a", "");
    assertThat(matcher.match(SCAN, "ses-a", List.of(far)).found()).isFalse();
  }

  @Test
  void refusedScoresDoNotHideTheNextVisit() {
    assertThat(matcher.match(SCAN, null, List.of(refused(9, 1), dated(2, 40))).score().value())
        .isEqualTo(2);
    VisitMatch none = matcher.match(SCAN, null, List.of(refused(9, 1)));
    assertThat(none.found()).isFalse();
    assertThat(none.reason()).isEqualTo("Invalid MMSE: 31");
    assertThat(matcher.match(SCAN, null, List.of()).reason()).isEqualTo("no score recorded");
  }

  @Test
  void offIsTakenBeforeNoStateBeforeOn() {
    List<ClinicalScore> visit = new ArrayList<>();
    visit.add(score(10, SCAN, null, "ON"));
    visit.add(score(20, SCAN, null, ""));
    visit.add(score(30, SCAN, null, "OFF"));
    VisitMatch match = matcher.match(SCAN, null, visit);
    assertThat(match.score().value()).isEqualTo(30);
    assertThat(match.reason()).isEqualTo("3 scores of one visit: OFF taken");
    visit.remove(2);
    assertThat(matcher.match(SCAN, null, visit).score().value()).isEqualTo(20);
    // A nearer ON visit wins over a farther OFF one: the day comes first.
    List<ClinicalScore> days =
        List.of(score(1, SCAN.plusDays(2), null, "ON"), score(2, SCAN.plusDays(3), null, "OFF"));
    assertThat(matcher.match(SCAN, null, days).score().value()).isEqualTo(1);
  }

  @Test
  void twiceTheSameVisitGivesTheFirstRow() {
    List<ClinicalScore> twice = new ArrayList<>(List.of(dated(7, 0), dated(4, 0)));
    for (int turn = 0; turn < 2; turn++) {
      VisitMatch match = matcher.match(SCAN, null, twice);
      assertThat(match.score().row()).isEqualTo(4);
      assertThat(match.reason()).isEqualTo("2 scores of one visit: the first taken");
      Collections.reverse(twice);
    }
  }

  @Test
  void withoutDatesTheSameSessionIsTakenAndTheGapIsNotKnown() {
    List<ClinicalScore> scores = List.of(score(1, null, "ses-a", ""), score(2, null, "ses-b", ""));
    for (LocalDate day : new LocalDate[] {null, SCAN}) {
      VisitMatch match = matcher.match(day, "ses-b", scores);
      assertThat(match.score().value()).isEqualTo(2);
      assertThat(match.gapDays()).isNull();
      assertThat(match.rule()).isEqualTo(Rule.SESSION);
    }
    assertThat(matcher.match(null, "ses-c", scores).reason())
        .isEqualTo("several visits, and no date or session tells which");
    assertThat(matcher.match(null, null, scores).found()).isFalse();
  }

  @Test
  void withoutADayOfTheScanDatesOfVisitsDoNotHelp() {
    List<ClinicalScore> two = List.of(dated(1, 0), dated(2, 30));
    assertThat(matcher.match(null, null, two).found()).isFalse();
    VisitMatch only = matcher.match(null, "ses-x", List.of(dated(1, 0)));
    assertThat(only.rule()).isEqualTo(Rule.ONLY_VISIT);
    assertThat(only.gapDays()).isNull();
  }

  @Test
  void theOnlyScoreOfAPersonIsTaken() {
    VisitMatch match = matcher.match(SCAN, "ses-a", List.of(score(1, null, null, "")));
    assertThat(match.rule()).isEqualTo(Rule.ONLY_VISIT);
    assertThat(match.score().value()).isEqualTo(1);
  }

  @Test
  void windowsAreChecked() {
    assertThatThrownBy(() -> new VisitMatcher(-1))
        .hasMessage("Invalid window: -1 days (must be >= 0)");
  }

  @Test
  void daysOfScansComeFromTheFileThenFromTheSession(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("sub-1/ses-a"));
    Files.createDirectories(folder.resolve("sub-2"));
    Files.writeString(
        folder.resolve("sub-1/sub-1_sessions.tsv"),
        "session_id\tacq_time\nses-a\t2020-01-01\nses-b\t2020-02-02T00:00:00\n");
    Files.writeString(
        folder.resolve("sub-1/ses-a/sub-1_ses-a_scans.tsv"),
        "filename\tacq_time\nanat/sub-1_ses-a_T1w.nii.gz\t2019-01-01\n"
            + "pet/sub-1_ses-a_trc-PBR28_run-1_pet.nii.gz\t2020-01-03T09:00:00\n");
    Files.writeString(
        folder.resolve("sub-2/sub-2_scans.tsv"),
        "filename\tacq_time\npet/sub-2_pet.nii\t2021-05-05\n");
    ScanDates dates = ScanDates.read(Storage.local(), folder.toString());
    assertThat(dates.date("sub-1_ses-a_run-1_trc-PBR28", "sub-1", "ses-a"))
        .contains(LocalDate.of(2020, 1, 3));
    assertThat(dates.date("sub-1_ses-a_trc-FDG", "sub-1", "ses-a"))
        .contains(LocalDate.of(2020, 1, 1));
    assertThat(dates.date("sub-1_ses-b", "sub-1", "ses-b")).contains(LocalDate.of(2020, 2, 2));
    assertThat(dates.date("sub-2", "sub-2", null)).contains(LocalDate.of(2021, 5, 5));
    assertThat(dates.date("sub-3", "sub-3", null)).isEmpty();
  }
}
