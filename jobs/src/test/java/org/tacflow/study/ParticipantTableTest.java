package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.DelimitedTable;
import org.tacflow.bids.Storage;
import org.tacflow.config.Clinical;
import org.tacflow.config.InputException;
import org.tacflow.study.Participant.Sex;
import org.tacflow.testing.SharedData;

class ParticipantTableTest {
  private static final GenotypeSpellings SPELLINGS =
      GenotypeSpellings.read(RegistrySource.packaged());
  private static final Clinical USUAL = clinical("group", "", "");

  private static Clinical clinical(String group, String genotype, String counted) {
    return new Clinical(group, genotype, counted, List.of(), 180, Map.of());
  }

  private static ParticipantTable table(String text, Clinical clinical) throws IOException {
    return ParticipantTable.of(
        DelimitedTable.parse("participants.tsv", text, '\t'), clinical, SPELLINGS);
  }

  private static Participant one(String column, String cell) throws IOException {
    return table("participant_id\t" + column + "\nsub-1\t" + cell + "\n", USUAL)
        .participant("sub-1")
        .orElseThrow();
  }

  @Test
  void agesAreReadInEverySpellingSeen() throws IOException {
    assertThat(one("age", "38").ageYears()).isEqualTo(38);
    assertThat(one("age", "38").flags()).isEmpty();
    assertThat(one("age", "38y").ageYears()).isEqualTo(38);
    assertThat(one("age", "38y").flags()).containsExactly("age_unit");
    assertThat(one("age", "38 Years").ageYears()).isEqualTo(38);
    assertThat(one("Age", "21.5086").ageYears()).isEqualTo(21.5086);
    assertThat(one("age", "89+").ageYears()).isEqualTo(89);
    assertThat(one("age", "89+").flags()).containsExactly("age_capped");
    assertThat(one("age", "93").ageYears()).isEqualTo(89);
    assertThat(one("age", "93").flags()).containsExactly("age_capped");
    assertThat(one("age", "n/a").ageYears()).isNaN();
    assertThat(one("age", "n/a").flags()).isEmpty();
    for (String bad : List.of("18m", "-3", "180", "old", "NaN", "1e1")) {
      assertThat(one("age", bad).ageYears()).as(bad).isNaN();
      assertThat(one("age", bad).flags()).as(bad).containsExactly("age_unreadable");
    }
  }

  @Test
  void weightsAreKilogramsOrNothing() throws IOException {
    assertThat(one("weight", "77.5").weightKilogram()).isEqualTo(77.5);
    assertThat(one("weight", "77.5kg").weightKilogram()).isEqualTo(77.5);
    assertThat(one("weight", "77.5 KG").flags()).containsExactly("weight_unit");
    for (String bad : List.of("170lb", "77500g", "0", "-70", "heavy", "77500", "89+")) {
      assertThat(one("weight", bad).weightKilogram()).as(bad).isNaN();
      assertThat(one("weight", bad).flags()).as(bad).containsExactly("weight_unreadable");
    }
  }

  @Test
  void sexIsReadFromEitherColumnAndNeverFromCodes() throws IOException {
    for (String female : List.of("female", "f", "F", "FEMALE", "Female")) {
      assertThat(one("sex", female).sex()).isEqualTo(Sex.FEMALE);
    }
    for (String male : List.of("male", "m", "M", "MALE", "Male")) {
      assertThat(one("gender", male).sex()).isEqualTo(Sex.MALE);
    }
    assertThat(one("sex", "O").sex()).isEqualTo(Sex.OTHER);
    assertThat(one("sex", "n/a").sex()).isEqualTo(Sex.UNKNOWN);
    assertThat(one("sex", "1").sex()).isEqualTo(Sex.UNKNOWN);
    assertThat(one("sex", "1").flags()).containsExactly("sex_unreadable");
  }

  @Test
  void idsStayTextAndGetTheirPrefix() throws IOException {
    ParticipantTable people = table("participant_id\tage\n01\t30\nsub-1\t40\n", USUAL);
    assertThat(people.participants())
        .extracting(Participant::id)
        .containsExactly("sub-01", "sub-1");
    assertThat(people.participant("01").orElseThrow().ageYears()).isEqualTo(30);
    assertThat(people.participant("2")).isEmpty();
  }

  @Test
  void genotypeColumnsAreFoundByTheirUsualNamesOrTheConfiguration() throws IOException {
    for (String column : List.of("rs6971", "genotype", "tspo_genotype", "Genotype")) {
      assertThat(one(column, "C/T").genotype().genotype()).isEqualTo(Genotype.MAB);
    }
    String text = "participant_id\tgenotype\ttspo\nsub-1\tHAB\t2\n";
    assertThat(table(text, USUAL).participants().get(0).genotype().genotype())
        .isEqualTo(Genotype.HAB);
    assertThat(table(text, clinical("", "tspo", "low")).participants().get(0).genotype().genotype())
        .isEqualTo(Genotype.LAB);
    assertThatThrownBy(() -> table(text, clinical("", "snp", "")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Invalid clinical.genotype-column: snp (must be a column of participants.tsv:"
                + " participant_id, genotype, tspo)");
  }

  @Test
  void wrongGenotypesAreProblemsThatNameTheRowAndTheRunGoesOn() throws IOException {
    ParticipantTable people =
        table("participant_id\trs6971\na\tC/C\nb\tC/A\nc\t1\nd\tn/a\ne\txx\n", USUAL);
    assertThat(people.participants()).hasSize(5);
    assertThat(people.participants().get(1).genotype().genotype()).isNull();
    // The value is for the table; a problem goes to the log, which tells nothing of people.
    assertThat(people.participants().get(1).genotype().reason())
        .startsWith("Invalid genotype in participants.tsv, row 2: C/A");
    assertThat(people.problems().stream().filter(problem -> problem.contains("genotype")))
        .hasSize(3)
        .allMatch(p -> p.contains("(see table cohort)"))
        .noneMatch(p -> p.contains("C/A") || p.contains("xx"))
        .anyMatch(p -> p.startsWith("Invalid row in participants.tsv, row 2: its genotype"))
        .anyMatch(p -> p.startsWith("Invalid row in participants.tsv, row 3: its genotype"))
        .anyMatch(p -> p.startsWith("Invalid row in participants.tsv, row 5: its genotype"));
  }

  @Test
  void aMissingGroupColumnIsOneStratumAndIsSaid() throws IOException {
    ParticipantTable people = table("participant_id\tsite\na\tA\n", USUAL);
    assertThat(people.participants().get(0).group()).isEmpty();
    assertThat(people.participants().get(0).site()).isEqualTo("A");
    assertThat(people.problems())
        .containsExactly(
            "Cannot find column group in participants.tsv: all people are one stratum");
    assertThat(table("participant_id\nx\n", clinical("", "", "")).problems()).isEmpty();
    assertThat(one("group", "AD").group()).isEqualTo("AD");
  }

  @Test
  void peopleWhoStandTwiceAreSaid() throws IOException {
    ParticipantTable people =
        table("participant_id\tage\na\t1\nsub-a\t2\nn/a\t3\n", clinical("", "", ""));
    assertThat(people.participants()).hasSize(1);
    assertThat(people.participants().get(0).ageYears()).isEqualTo(1);
    assertThat(people.problems())
        .containsExactly(
            "Invalid row in participants.tsv, row 2: sub-a stands twice (the first row is kept)",
            "Invalid row in participants.tsv, row 3: no participant_id (the row is left out)");
  }

  @Test
  void aTableWithoutIdsIsRefused() {
    assertThatThrownBy(() -> table("name\tage\nx\t1\n", USUAL))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot read participants.tsv: no column participant_id (the first column of BIDS)");
  }

  // No component but these: what else a table says about a person never leaves it.
  @Test
  void nothingElseAboutAPersonIsKept() throws IOException {
    Participant person =
        table("participant_id\tname\tbirthday\tage\na\tAda\t1815-12-10\t36\n", USUAL)
            .participants()
            .get(0);
    assertThat(person.toString()).doesNotContain("Ada", "1815");
    assertThat(Arrays.stream(Participant.class.getRecordComponents()).map(c -> c.getName()))
        .containsExactly(
            "id",
            "ageYears",
            "sex",
            "weightKilogram",
            "group",
            "subgroup",
            "site",
            "genotype",
            "genotypeSource",
            "onset",
            "affectedSide",
            "flags");
  }

  // Both real tables; that of ds004869 has Windows line ends. Counts: their READMEs.
  @Test
  void realTablesAreReadWhole() {
    ParticipantTable pbr28 = read("data/pbr28", clinical("", "genotype", ""));
    assertThat(pbr28.participants()).hasSize(12);
    assertThat(pbr28.problems()).isEmpty();
    Participant cgyu = pbr28.participant("sub-cgyu").orElseThrow();
    assertThat(cgyu.ageYears()).isEqualTo(28);
    assertThat(cgyu.weightKilogram()).isEqualTo(85);
    assertThat(cgyu.genotype().genotype()).isEqualTo(Genotype.MAB);

    ParticipantTable ds004869 = read("data/ds004869", clinical("", "", ""));
    assertThat(ds004869.participants()).hasSize(27);
    assertThat(ds004869.participants()).allMatch(p -> p.flags().isEmpty());
    assertThat(ds004869.participants()).allMatch(p -> p.weightKilogram() > 40);
    assertThat(ds004869.participants()).noneMatch(p -> p.sex() == Sex.UNKNOWN);
  }

  private static ParticipantTable read(String folder, Clinical clinical) {
    Path path = SharedData.path(folder);
    return ParticipantTable.read(Storage.local(), path.toString(), clinical, SPELLINGS);
  }

  @Test
  void withoutATableNobodyIsKnown(@TempDir Path folder) {
    ParticipantTable none =
        ParticipantTable.read(Storage.local(), folder.toString(), USUAL, SPELLINGS);
    assertThat(none.participants()).isEmpty();
    assertThat(none.problems()).hasSize(1);
  }
}
