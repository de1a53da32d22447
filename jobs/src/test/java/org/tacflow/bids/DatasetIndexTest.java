package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.InputException;
import org.tacflow.testing.SharedData;

class DatasetIndexTest {
  @TempDir Path dir;

  // Counts of the README of data/pbr28: 12 subjects x 2 scans, raw blood for ten subjects.
  @Test
  void findsTheScansOfPbr28WithTheirFiles() {
    DatasetIndex index = TestFiles.index(SharedData.path("data/pbr28"), "");
    assertThat(index.scans()).hasSize(24);
    assertThat(index.warnings()).isEmpty();
    ScanFiles first = index.scans().get(0);
    assertThat(first.id().key()).isEqualTo("sub-cgyu_ses-1_trc-PBR28");
    assertThat(index.scans())
        .allSatisfy(
            scan -> {
              String tail = scan.id().key();
              assertThat(scan.image()).isNull();
              assertThat(scan.labels()).isNull();
              assertThat(scan.sidecar()).endsWith(tail + "_pet.json");
              assertThat(scan.tacs()).endsWith(tail + "_tacs.tsv");
              assertThat(scan.tacsSidecar()).endsWith(tail + "_tacs.json");
              assertThat(scan.weights()).endsWith(tail + "_weights.tsv");
              assertThat(scan.inputFunction()).endsWith(tail + "_desc-processed_inputfunction.tsv");
              assertThat(scan.ambiguities()).isEmpty();
              boolean processedOnly = List.of("uqis", "yfdn").contains(scan.id().sub());
              assertThat(scan.blood()).hasSize(processedOnly ? 0 : 2);
            });
  }

  @Test
  void findsTheScansOfDs004869AndNotItsFreeSurferTables() {
    DatasetIndex index = TestFiles.index(SharedData.path("data/ds004869"), "");
    assertThat(index.scans()).hasSize(54);
    assertThat(index.scans())
        .allSatisfy(
            scan -> {
              assertThat(scan.tacs()).contains(scan.id().key()).contains("seg-gtm");
              assertThat(scan.morph())
                  .endsWith(
                      "/anat/" + scan.id().participantId() + "_desc-preproc_seg-gtm_morph.tsv");
              assertThat(scan.labelTable()).endsWith("_desc-preproc_seg-gtm_dseg.tsv");
              assertThat(scan.blood()).hasSize(1);
              assertThat(scan.ambiguities()).isEmpty();
            });
  }

  // simref has curves only, in the raw tree, each also without noise.
  @Test
  void curvesWithoutNoiseAreNotMixedUpWithTheNoisyOnes() {
    Path simref = SharedData.path("data/simref");
    assertThat(TestFiles.index(simref, "").scans())
        .hasSize(20)
        .allSatisfy(
            scan ->
                assertThat(scan.tacs()).endsWith("/" + scan.id().participantId() + "_tacs.tsv"));
    assertThat(TestFiles.index(simref, "noisefree").scans())
        .hasSize(20)
        .allSatisfy(scan -> assertThat(scan.tacs()).endsWith("_desc-noisefree_tacs.tsv"));
  }

  @Test
  void readsOnlyTheParticipantsAskedForAndNamesTheAbsent() {
    DatasetIndex index =
        DatasetIndex.of(
            TestFiles.STORAGE,
            SharedData.path("data/pbr28").toString(),
            List.of(),
            List.of("sub-cgyu", "jdcs", "nobody"),
            "");
    assertThat(index.scans())
        .extracting(scan -> scan.id().sub())
        .containsExactly("cgyu", "cgyu", "jdcs", "jdcs");
    assertThat(index.warnings()).singleElement().asString().contains("nobody");
  }

  @Test
  void aMissingFolderIsRefusedWithPathAndRemedy() {
    assertThatThrownBy(() -> TestFiles.index(dir.resolve("absent"), ""))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("absent: no such folder (correct bids_dir)");
  }

  @Test
  void labelsThatCouldFormAPathAreRefused() {
    assertThatThrownBy(
            () ->
                DatasetIndex.of(
                    TestFiles.STORAGE, dir.toString(), List.of(), List.of("../other"), ""))
        .isInstanceOf(InputException.class)
        .hasMessage("Invalid participant label: ../other (must be letters, digits or +)");
  }

  @Test
  void twoSegmentationsAreAReasonUntilOneIsAskedFor() throws IOException {
    TestFiles.write(dir, "sub-01/pet/sub-01_pet.json", TestFiles.SIDECAR);
    TestFiles.write(dir, "derivatives/petprep/sub-01/pet/sub-01_seg-gtm_tacs.tsv", "a\n");
    TestFiles.write(dir, "derivatives/petprep/sub-01/pet/sub-01_seg-wm_tacs.tsv", "a\n");
    ScanFiles files = TestFiles.onlyScan(dir);
    assertThat(files.tacs()).isNull();
    assertThatThrownBy(() -> files.require(FileRole.TACS))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("2 files could be the regional curves")
        .hasMessageContaining("sub-01_seg-gtm_tacs.tsv")
        .hasMessageContaining("sub-01_seg-wm_tacs.tsv")
        .hasMessageContaining("set curves.segmentation");
    assertThat(TestFiles.index(dir, "wm").scans().get(0).tacs()).endsWith("seg-wm_tacs.tsv");
    assertThatThrownBy(() -> TestFiles.index(dir, "raphe").scans().get(0).require(FileRole.TACS))
        .hasMessageContaining("of segmentation raphe");
  }

  // The names of ds005619.
  @Test
  void partialVolumeCorrectedCurvesAreNotTakenForTheOthers() throws IOException {
    TestFiles.write(dir, "sub-01/pet/sub-01_pet.json", TestFiles.SIDECAR);
    String pet = "derivatives/petprep/sub-01/pet/sub-01_";
    TestFiles.write(dir, pet + "pvc-agtm_desc-gtmseg_tacs.tsv", "a\n");
    TestFiles.write(dir, pet + "desc-gtmseg_tacs.tsv", "a\n");
    assertThat(TestFiles.onlyScan(dir).tacs()).endsWith("sub-01_desc-gtmseg_tacs.tsv");
  }

  @Test
  void aTableOfTwoSessionsIsGivenToNeither() throws IOException {
    TestFiles.write(dir, "sub-01/ses-1/pet/sub-01_ses-1_pet.json", TestFiles.SIDECAR);
    TestFiles.write(dir, "sub-01/ses-2/pet/sub-01_ses-2_pet.json", TestFiles.SIDECAR);
    TestFiles.write(dir, "derivatives/petprep/sub-01/pet/sub-01_tacs.tsv", "a\n");
    DatasetIndex index = TestFiles.index(dir, "");
    assertThat(index.scans()).hasSize(2);
    for (ScanFiles scan : index.scans()) {
      assertThat(scan.tacs()).isNull();
      assertThatThrownBy(() -> scan.require(FileRole.TACS))
          .hasMessageContaining("sub-01_tacs.tsv could belong to");
    }
  }

  @Test
  void anatomyOfTheParticipantServesEverySession() throws IOException {
    TestFiles.write(dir, "sub-01/ses-1/pet/sub-01_ses-1_pet.json", TestFiles.SIDECAR);
    TestFiles.write(dir, "sub-01/ses-2/pet/sub-01_ses-2_pet.json", TestFiles.SIDECAR);
    String anat = "derivatives/petprep/sub-01/anat/sub-01_desc-aparcaseg_dseg";
    TestFiles.write(dir, anat + ".nii.gz", "");
    TestFiles.write(dir, anat + ".tsv", "index\tname\n");
    assertThat(TestFiles.index(dir, "").scans())
        .hasSize(2)
        .allSatisfy(
            scan -> {
              assertThat(scan.labels()).endsWith("aparcaseg_dseg.nii.gz");
              assertThat(scan.labelTable()).endsWith("aparcaseg_dseg.tsv");
            });
  }

  @Test
  void generalSidecarsAreInheritedAndAreNoScans() throws IOException {
    TestFiles.write(dir, "pet.json", "{}");
    TestFiles.write(dir, "sub-01/sub-01_pet.json", "{}");
    TestFiles.write(dir, "sub-01/ses-1/pet/sub-01_ses-1_pet.json", TestFiles.SIDECAR);
    ScanFiles files = TestFiles.onlyScan(dir);
    assertThat(files.sidecar()).endsWith("sub-01_ses-1_pet.json");
    assertThat(files.inheritedSidecars()).hasSize(2);
    assertThat(files.inheritedSidecars().get(0)).endsWith("/pet.json");
  }

  @Test
  void derivativesOutsideTheDataSetAreSearchedInOrder() throws IOException {
    Path bids = dir.resolve("bids");
    TestFiles.write(bids, "sub-01/pet/sub-01_pet.json", TestFiles.SIDECAR);
    TestFiles.write(bids, "derivatives/old/sub-01/pet/sub-01_tacs.tsv", "a\n");
    Path other = dir.resolve("elsewhere");
    TestFiles.write(other, "sub-01/pet/sub-01_tacs.tsv", "a\n");
    DatasetIndex index =
        DatasetIndex.of(
            TestFiles.STORAGE, bids.toString(), List.of(other.toString()), List.of(), "");
    assertThat(index.scans()).hasSize(1);
    assertThat(index.scans().get(0).tacs()).contains("/elsewhere/");
  }

  @Test
  void aLinkOutOfTheDataSetIsNotFollowed() throws IOException {
    Path bids = dir.resolve("bids");
    Path secret = TestFiles.write(dir, "secret/sub-01_tacs.tsv", "a\n");
    TestFiles.write(bids, "sub-01/pet/sub-01_pet.json", TestFiles.SIDECAR);
    Files.createSymbolicLink(bids.resolve("sub-01/pet/sub-01_tacs.tsv"), secret);
    DatasetIndex index = TestFiles.index(bids, "");
    assertThat(index.scans().get(0).tacs()).isNull();
    assertThat(index.warnings()).singleElement().asString().contains("leads out of");
  }

  @Test
  void hashChangesWithAnyByteAndNotWithTheFolder() throws IOException {
    Path one = dir.resolve("one");
    Path two = dir.resolve("two");
    for (Path bids : List.of(one, two)) {
      TestFiles.write(bids, "sub-01/pet/sub-01_pet.json", TestFiles.SIDECAR);
      TestFiles.write(bids, "sub-01/pet/sub-01_recording-manual_blood.tsv", "time\n0\n");
      TestFiles.write(bids, "sub-01/pet/sub-01_recording-manual_blood.json", "{}");
    }
    String hash = contentHash(one);
    assertThat(hash).hasSize(64).isEqualTo(contentHash(two));
    TestFiles.write(two, "sub-01/pet/sub-01_recording-manual_blood.json", "[]");
    assertThat(contentHash(two)).isNotEqualTo(hash);
  }

  private static String contentHash(Path bids) throws IOException {
    ScanFiles scan = TestFiles.onlyScan(bids);
    List<String> counted = scan.counted(TestFiles.STORAGE);
    FileHashes hashes = FileHashes.none();
    for (String file : counted) {
      hashes.put(file, FileHashes.read(TestFiles.STORAGE, file));
    }
    return scan.contentHash(counted, hashes);
  }
}
