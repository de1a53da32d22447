package org.tacflow.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.Storage;
import org.tacflow.config.Clinical;
import org.tacflow.config.ConfigReader;
import org.tacflow.config.InputException;

/** A damaged table costs the people that it is about, and nobody else. */
class DamagedTablesTest {
  private static final Storage STORAGE = Storage.local();
  private static final String DAMAGED = "session_id\tMMSE\nses-1\t29\t30\t31\n";

  @TempDir private Path bids;

  @BeforeEach
  void twoPeopleWithOneDamagedTable() throws IOException {
    write("sub-1/sub-1_sessions.tsv", DAMAGED);
    write("sub-2/sub-2_sessions.tsv", "session_id\tMMSE\tacq_time\nses-1\t27\t2020-01-02\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = bids.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static ScoreReader reader() {
    Clinical usual = new ConfigReader().parse("test", "", "", java.util.Map.of()).clinical();
    return new ScoreReader(Registries.packaged().scales(), usual);
  }

  @Test
  void aDamagedTableOfOnePersonIsAProblemOfThatPerson() {
    ScoreTables tables = ScoreTables.read(reader(), STORAGE, bids.toString());
    assertThat(tables.scores()).extracting(ClinicalScore::value).containsExactly(27.0);
    assertThat(tables.problems()).containsOnlyKeys("sub-1");
    assertThat(tables.problems().get("sub-1")).contains("sub-1_sessions.tsv", "4 cells (must be 2");

    ScanDates dates = ScanDates.read(STORAGE, bids.toString());
    assertThat(dates.date("sub-2_ses-1", "sub-2", "ses-1")).isPresent();
    assertThat(dates.problems()).containsOnlyKeys("sub-1");
  }

  @Test
  void aDamagedTableOfEverybodyIsToldBeforeTheRun() throws IOException {
    ScoreTables.check(reader(), STORAGE, bids.toString());
    write("phenotype/mmse.tsv", "participant_id\ttotal\nsub-1\t\"29\n");
    assertThatThrownBy(() -> ScoreTables.check(reader(), STORAGE, bids.toString()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("mmse.tsv");
  }

  @Test
  void aLinkOutOfTheDataSetIsNoTable(@TempDir Path elsewhere) throws IOException {
    Path secret =
        Files.writeString(elsewhere.resolve("secret.tsv"), "session_id\tMMSE\nses-1\t1\n");
    Files.createDirectories(bids.resolve("sub-3"));
    Files.createSymbolicLink(bids.resolve("sub-3/sub-3_sessions.tsv"), secret);
    ScoreTables tables = ScoreTables.read(reader(), STORAGE, bids.toString());
    assertThat(tables.problems().get("sub-3")).contains("it leads out of");
    assertThat(tables.scores()).extracting(ClinicalScore::participantId).containsOnly("sub-2");
  }
}
