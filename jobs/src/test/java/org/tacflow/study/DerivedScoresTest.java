package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.Clinical;
import org.tacflow.config.DerivedScales;
import org.tacflow.config.InputException;
import org.tacflow.config.People;
import org.tacflow.study.ClinicalScore.Status;
import org.tacflow.testing.SharedData;

/** Scores that follow from others; expected values by hand. */
class DerivedScoresTest {
  private static final DerivedScales CHANGES =
      new DerivedScales(DerivedScales.ALL, List.of("EDSS", "MDS_UPDRS_III"), "", "");

  @TempDir Path folder;

  private static ParticipantTable people(String rows, People settings) throws IOException {
    return ParticipantTable.of(
        DelimitedTable.parse("participants.tsv", rows.replace(' ', '\t'), '\t'),
        new Clinical(
            "group", "", "", List.of(), 180, Map.of(), List.of(), settings, DerivedScales.usual()),
        GenotypeSpellings.read(RegistrySource.packaged()));
  }

  private static ParticipantTable people(String rows) throws IOException {
    return people(rows, People.usual());
  }

  private static ClinicalScore score(String person, String scale, String day, double value) {
    return score(person, scale, day, value, "");
  }

  private static ClinicalScore score(
      String person, String scale, String day, double value, String state) {
    return new ClinicalScore(
        person,
        null,
        LocalDate.parse(day),
        false,
        scale,
        Double.toString(value),
        value,
        Status.ACCEPTED,
        "",
        state,
        "t.tsv",
        scale,
        1);
  }

  private static List<ClinicalScore> derived(
      List<ClinicalScore> read, ParticipantTable people, DerivedScales settings, String scale) {
    Map<String, List<LocalDate>> scans = Map.of("sub-1", List.of(LocalDate.parse("2020-07-01")));
    return DerivedScores.of(read, people, scans, settings, Storage.local()).stream()
        .filter(s -> s.scaleId().equals(scale))
        .toList();
  }

  @Test
  void diseaseDurationIsYearsFromOnsetToScanAndVisits() throws IOException {
    ParticipantTable one = people("participant_id onset_date\nsub-1 2010-07-01\n");
    List<ClinicalScore> read = List.of(score("sub-1", "EDSS", "2012-07-01", 3));
    List<ClinicalScore> years = derived(read, one, CHANGES, "DISEASE_DURATION");
    // 731 and 3653 days over 365.25.
    assertThat(years).extracting(ClinicalScore::value).containsExactly(731 / 365.25, 3653 / 365.25);
    assertThat(years.get(1).date()).isEqualTo("2020-07-01");
    assertThat(years.get(0).reason()).isEqualTo("computed: years since 2010-07-01");
  }

  @Test
  void aRecordedScaleIsNeverComputedForAnyone() throws IOException {
    ParticipantTable two = people("participant_id onset_date\nsub-1 2010-07-01\nsub-2 n/a\n");
    List<ClinicalScore> read = List.of(score("sub-2", "DISEASE_DURATION", "2012-07-01", 3));
    assertThat(derived(read, two, CHANGES, "DISEASE_DURATION")).isEmpty();
  }

  @Test
  void theSlopeOfAlsfrsIsPointsLostPerMonth() throws IOException {
    ParticipantTable one = people("participant_id onset_date\nsub-1 2019-07-02\n");
    List<ClinicalScore> read = List.of(score("sub-1", "ALSFRS_R", "2020-07-01", 36));
    // 365 days are 11.99 months, 12 points.
    assertThat(derived(read, one, CHANGES, "ALSFRS_R_SLOPE").get(0).value())
        .isCloseTo(12 / (365 / 365.25 * 12), within(1e-12));
  }

  @Test
  void progressionIsTheRiseFromTheFirstToTheLastVisit() throws IOException {
    ParticipantTable some = people("participant_id\nsub-1\nsub-2\nsub-3\nsub-4\n");
    List<ClinicalScore> read =
        List.of(
            score("sub-1", "EDSS", "2024-01-01", 4),
            score("sub-1", "EDSS", "2020-01-01", 3),
            score("sub-2", "EDSS", "2020-01-01", 3),
            score("sub-2", "EDSS", "2024-01-01", 3.5),
            score("sub-3", "EDSS", "2020-01-01", 6),
            score("sub-3", "EDSS", "2024-01-01", 6.5),
            score("sub-4", "EDSS", "2020-01-01", 2));
    List<ClinicalScore> progression = derived(read, some, CHANGES, "EDSS_PROGRESSION");
    assertThat(progression).extracting(ClinicalScore::value).containsExactly(1.0, 0.0, 1.0);
    // It is what follows the first visit, and is matched to the scan of that time.
    assertThat(progression.get(0).date()).isEqualTo("2020-01-01");
    assertThat(progression.get(0).reason())
        .isEqualTo("computed: EDSS 3.0 on 2020-01-01, 4.0 on 2024-01-01");
  }

  @Test
  void changeNeverSetsOnAgainstOff() throws IOException {
    ParticipantTable one = people("participant_id\nsub-1\n");
    List<ClinicalScore> read =
        List.of(
            score("sub-1", "MDS_UPDRS_III", "2020-01-01", 30, "OFF"),
            score("sub-1", "MDS_UPDRS_III", "2020-01-01", 20, "ON"),
            score("sub-1", "MDS_UPDRS_III", "2022-01-01", 22, "ON"),
            score("sub-1", "MDS_UPDRS_III", "2024-01-01", 42, "OFF"));
    List<ClinicalScore> change = derived(read, one, CHANGES, "MDS_UPDRS_III_PER_YEAR");
    // 12 points in 1461 days, four years of 365.25.
    assertThat(change).extracting(ClinicalScore::value).containsExactly(3.0);
    Scale scale = Registries.packaged().scales().scale("MDS_UPDRS_III_PER_YEAR").orElseThrow();
    assertThat(scale.severitySign()).isEqualTo(1);
    assertThat(Registries.packaged().scales().scale("MMSE_PER_YEAR").orElseThrow().severitySign())
        .isEqualTo(-1);
  }

  /** Nine people of one duration with EDSS 1 to 9: the rank of EDSS k is k, 10 k / 10 = k. */
  @Test
  void severityIsRankedAmongTheFirstVisitsOfOthers() throws IOException {
    StringBuilder rows = new StringBuilder("participant_id onset_date\n");
    List<ClinicalScore> read = new ArrayList<>();
    for (int k = 1; k <= 9; k++) {
      rows.append("sub-").append(k).append(" 2010-01-01\n");
      read.add(score("sub-" + k, "EDSS", "2020-01-01", k));
      // Later visits are scored, and do not count a person twice.
      read.add(score("sub-" + k, "EDSS", "2021-01-01", k));
    }
    List<ClinicalScore> msss = derived(read, people(rows.toString()), CHANGES, "MSSS");
    assertThat(msss).hasSize(18);
    for (ClinicalScore score : msss) {
      int k = Integer.parseInt(score.participantId().substring(4));
      assertThat(score.value()).isCloseTo(k, within(1e-12));
    }
  }

  /** Rows 0 and 1 of the published table: EDSS 2.0 at 1.x years is 5.866, at 0.x 6.326. */
  @Test
  void theTableThatTheUserGivesIsLookedUpByWholeYears() throws IOException {
    String path = SharedData.path("domain/msss_roxburgh2005.tsv").toString();
    ParticipantTable two =
        people("participant_id onset_date\nsub-1 2018-10-01\nsub-2 2019-10-01\nsub-3 1960-01-01\n");
    List<ClinicalScore> read =
        List.of(
            score("sub-1", "EDSS", "2020-07-01", 2),
            score("sub-2", "EDSS", "2020-07-01", 2),
            score("sub-3", "EDSS", "2020-07-01", 10));
    DerivedScales settings = new DerivedScales(List.of("MSSS"), List.of(), path, "");
    // EDSS 10 is death and has no score.
    assertThat(derived(read, two, settings, "MSSS"))
        .extracting(ClinicalScore::value)
        .containsExactly(5.866, 6.326);
  }

  @Test
  void aTableOfAnotherFormIsRefused() throws IOException {
    Path table = folder.resolve("x.tsv");
    Files.writeString(table, "years\tmild\n1\t2\n");
    assertThatThrownBy(() -> SeverityTable.read(Storage.local(), table.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Invalid column of")
        .hasMessageContaining("mild (must end in an EDSS value such as edss_1.5)");
  }

  @Test
  void subgroupsComeFromColumnsAndFromTheConfiguration() throws IOException {
    People settings =
        new People(
            List.of("onset", "gene"),
            Map.of("pure", List.of("LMN_only", "spinal+C9ORF72")),
            "",
            "");
    ParticipantTable table =
        people(
            "participant_id onset gene affected_side\nsub-1 spinal C9ORF72 left\n"
                + "sub-2 spinal;LMN_only n/a R\nsub-3 bulbar n/a both\n",
            settings);
    assertThat(table.participants())
        .extracting(Participant::subgroup)
        .containsExactly("spinal;C9ORF72;pure", "spinal;LMN_only;pure", "bulbar");
    assertThat(table.participants())
        .extracting(Participant::affectedSide)
        .containsExactly(Side.LEFT, Side.RIGHT, Side.BOTH);
    assertThatThrownBy(
            () ->
                people(
                    "participant_id\nsub-1\n",
                    new People(List.of(), Map.of("a;b", List.of("c")), "", "")))
        .hasMessage("Invalid name in clinical.subgroups: a;b (must be a text without semicolon)");
  }
}
