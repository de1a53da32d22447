package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tacflow.config.CohortConfig.InputSource;

/** No name and no link leads out of a data set, and no text of it becomes a formula. */
class EscapeTest {
  private static final String BLOOD = "bids/sub-01/pet/sub-01_recording-manual_blood";

  @TempDir Path dir;

  @BeforeEach
  void scan() throws IOException {
    TestFiles.write(dir, "bids/sub-01/pet/sub-01_pet.json", TestFiles.SIDECAR);
  }

  // The sidecar of blood is found by its name, not by a listing.
  @Test
  void aLinkBesideTheBloodIsNotFollowed() throws IOException {
    TestFiles.write(dir, BLOOD + ".tsv", "time\tplasma_radioactivity\n0\t1\n");
    Path secret = TestFiles.write(dir, "secret.json", "{\"MetaboliteAvail\": false}");
    Files.createSymbolicLink(dir.resolve(BLOOD + ".json"), secret);
    ScanFiles files = TestFiles.onlyScan(dir.resolve("bids"));
    assertThatThrownBy(
            () ->
                BloodReader.read(
                    TestFiles.STORAGE,
                    files,
                    Sidecar.read(TestFiles.STORAGE, files),
                    InputSource.BLOOD))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("it leads out of");
  }

  @Test
  void aLinkInPlaceOfATableIsNotFollowedAndOneWithinTheDataSetIs() throws IOException {
    String bids = dir.resolve("bids").toString();
    Path outside = TestFiles.write(dir, "people.tsv", "participant_id\nsub-01\n");
    Path link = Files.createSymbolicLink(dir.resolve("bids/participants.tsv"), outside);
    assertThatThrownBy(() -> DelimitedTable.readInside(TestFiles.STORAGE, link.toString(), bids))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it leads out of")
        .hasMessageContaining("participants.tsv");
    Files.delete(link);
    // As git-annex keeps its files.
    Path annexed = TestFiles.write(dir, "bids/.git/annex/x.tsv", "participant_id\nsub-01\n");
    Files.createSymbolicLink(link, annexed);
    assertThat(DelimitedTable.readInside(TestFiles.STORAGE, link.toString(), bids).size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sub-01'; DROP TABLE scans; --_pet.json",
        "sub-<script>_pet.json",
        "sub-01_trc-a b_pet.json",
        "sub-01_ses-\u001b[2J_pet.json",
        "sub-01_ses-..%2f_pet.nii",
        "sub-01_rec-=1+1_pet.json"
      })
  void aLabelOfOtherCharactersIsNoScanAndIsNamed(String name) throws IOException {
    TestFiles.write(dir, "bids/sub-01/pet/" + name, "{}");
    DatasetIndex index = TestFiles.index(dir.resolve("bids"), "");
    assertThat(index.scans()).hasSize(1);
    assertThat(index.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning).contains("does not follow BIDS");
              assertThat(warning.chars()).noneMatch(Character::isISOControl);
            });
  }

  @Test
  void aCellThatASpreadsheetWouldComputeIsText() throws IOException {
    DatasetText text = new DatasetText(TestFiles.STORAGE, dir.toString());
    text.table(
        "out.tsv",
        List.of("name", "value"),
        List.of(
            List.of("=HYPERLINK(\"http://x\")", "-1.5"),
            List.of("@SUM(A1)", "+2e-3"),
            List.of("+cmd|' /C calc'!A0", "n/a"),
            List.of("-a", "a-b")));
    assertThat(Files.readAllLines(dir.resolve("out.tsv")))
        .containsExactly(
            "name\tvalue",
            "'=HYPERLINK(\"http://x\")\t-1.5",
            "'@SUM(A1)\t+2e-3",
            "'+cmd|' /C calc'!A0\tn/a",
            "'-a\ta-b");
  }
}
