package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.Clinical;
import org.tacflow.simulate.CohortSimulator;
import org.tacflow.simulate.CohortSize;
import org.tacflow.simulate.SimulationOptions;
import org.tacflow.simulate.SimulationOptions.Defects;
import org.tacflow.simulate.SimulationOptions.Output;

/** A cohort with planted defects, whose list says what must be found and where. */
class SimulatedCohortTest {
  private static final Registries REGISTRIES = Registries.packaged();
  private static final Clinical USUAL = new Clinical("group", "", "", List.of(), 180, Map.of());

  @TempDir static Path folder;

  private static ParticipantTable people;
  private static List<ClinicalScore> scores;
  private static ScanDates dates;
  private static DelimitedTable defects;

  @BeforeAll
  static void simulateAndRead() throws IOException {
    Map<String, Integer> groups = new LinkedHashMap<>();
    Map<String, List<String>> tracers = new LinkedHashMap<>();
    for (String group : List.of("HC", "AD", "PD:drug_naive_early", "MS:RRMS")) {
      groups.put(group, 30);
      tracers.put(group.replaceFirst(":.*", ""), List.of("PBR28"));
    }
    SimulationOptions size = SimulationOptions.of(CohortSize.SMOKE, folder.toString(), 7);
    SimulationOptions options =
        new SimulationOptions(
            size.outputDir(),
            size.seed(),
            groups,
            tracers,
            List.of(),
            "",
            "",
            size.phantomMillimetres(),
            Output.REGIONAL,
            size.noise(),
            Defects.PLANTED);
    Storage storage = Storage.local();
    CohortSimulator.of(options, storage).simulate((done, total) -> {});
    people = ParticipantTable.read(storage, folder.toString(), USUAL, REGISTRIES.genotypes());
    scores =
        ScoreTables.read(new ScoreReader(REGISTRIES.scales(), USUAL), storage, folder.toString())
            .scores();
    dates = ScanDates.read(storage, folder.toString());
    defects = DelimitedTable.read(storage, folder + "/derivatives/truth/defects.tsv");
  }

  private static List<String> planted(String kind) {
    List<String> participants = new ArrayList<>();
    for (int row = 0; row < defects.size(); row++) {
      if (defects.cell(row, "kind").equals(kind)) {
        participants.add(defects.cell(row, "participant_id"));
      }
    }
    assertThat(participants).as("planted " + kind).isNotEmpty();
    return participants;
  }

  private static List<String> peopleWith(GenotypeReading.Status status) {
    return people.participants().stream()
        .filter(person -> person.genotype().status() == status)
        .map(Participant::id)
        .toList();
  }

  private static List<String> peopleWith(ClinicalScore.Status status) {
    return scores.stream()
        .filter(score -> score.status() == status)
        .map(ClinicalScore::participantId)
        .toList();
  }

  @Test
  void wrongAndMissingGenotypesAreThePlantedOnes() {
    assertThat(peopleWith(GenotypeReading.Status.MIXED_STRANDS))
        .isEqualTo(planted("genotype_strand_error"));
    assertThat(peopleWith(GenotypeReading.Status.NOT_GENOTYPED))
        .containsExactlyInAnyOrderElementsOf(planted("genotype_missing"));
    assertThat(peopleWith(GenotypeReading.Status.UNKNOWN_SPELLING)).isEmpty();
    assertThat(people.problems())
        .hasSize(1)
        .first()
        .asString()
        .contains("row 1: its genotype cannot be read");
  }

  @Test
  void refusedScoresAreThePlantedOnesAndNoOthers() {
    assertThat(peopleWith(ClinicalScore.Status.MISSING))
        .containsExactlyInAnyOrderElementsOf(planted("score_missing"));
    assertThat(peopleWith(ClinicalScore.Status.OFF_STEP)).isEqualTo(planted("score_off_step"));
    assertThat(peopleWith(ClinicalScore.Status.ITEM_NOT_RATED))
        .isEqualTo(planted("item_unable_to_rate"));
    // A sentinel is a code where the scale knows it, and out of range where it does not.
    List<String> refused = new ArrayList<>(peopleWith(ClinicalScore.Status.SPECIAL_CODE));
    refused.addAll(peopleWith(ClinicalScore.Status.OUT_OF_RANGE));
    List<String> expected = new ArrayList<>(planted("score_sentinel"));
    expected.addAll(planted("score_above_range"));
    assertThat(refused).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(peopleWith(ClinicalScore.Status.TOTAL_MISMATCH)).isEmpty();
    assertThat(peopleWith(ClinicalScore.Status.UNREADABLE_DATE)).isEmpty();
    assertThat(peopleWith(ClinicalScore.Status.NOT_A_NUMBER)).isEmpty();
  }

  @Test
  void agesAboveEightyNineAndMonthsAreFlagged() {
    assertThat(
            people.participants().stream()
                .filter(person -> person.flags().contains("age_capped"))
                .map(Participant::id))
        .isEqualTo(planted("age_above_89"));
    assertThat(scores.stream().filter(ClinicalScore::monthPrecision)).isNotEmpty();
    assertThat(
            scores.stream()
                .filter(ClinicalScore::monthPrecision)
                .map(ClinicalScore::participantId)
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            planted("date_month_only").stream().distinct().toList());
  }

  @Test
  void theScoreOffMedicationIsMatched() {
    String id = planted("visit_on_and_off").get(0);
    List<ClinicalScore> motor =
        scores.stream()
            .filter(s -> s.participantId().equals(id) && s.scaleId().equals("MDS_UPDRS_III"))
            .toList();
    LocalDate visit =
        motor.stream()
            .filter(s -> s.medicationState().equals("ON"))
            .findFirst()
            .orElseThrow()
            .date();
    VisitMatch match = new VisitMatcher(0).match(visit, null, motor);
    assertThat(match.score().medicationState()).isEqualTo("OFF");
    assertThat(match.reason()).isEqualTo("2 scores of one visit: OFF taken");
  }

  // By the recipe nine in ten baseline visits lie within 180 days and the others at 181 to 400.
  // Of 60 patients 54 are expected in the window, binomial sd 2.3: four of them below, and those
  // two
  // below who have no scan; all of them with a window of 400 days.
  @Test
  void aboutNineInTenScansFindAVisitInTheWindow() {
    int near = found(new VisitMatcher(180));
    int all = found(new VisitMatcher(400));
    assertThat(near).isBetween(43, 59).isLessThan(all);
    assertThat(all).isBetween(58, 60);
  }

  private static int found(VisitMatcher matcher) {
    int found = 0;
    for (Participant person : people.participants()) {
      List<ClinicalScore> own =
          scores.stream()
              .filter(s -> s.participantId().equals(person.id()))
              .filter(s -> s.scaleId().equals("DISEASE_DURATION"))
              .toList();
      LocalDate day = dates.date("none", person.id(), "ses-1").orElse(null);
      boolean patient = person.group().equals("PD") || person.group().equals("MS");
      if (patient && day != null && matcher.match(day, null, own).found()) {
        found++;
      }
    }
    return found;
  }
}
