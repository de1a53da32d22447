package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntitiesTest {
  // Both spellings are in use: ds004869 and the PETPrep release after it.
  @Test
  void orderOfEntitiesCarriesNoMeaning() {
    Entities old = Entities.parse("sub-02_ses-test_desc-preproc_seg-gtm_tacs.tsv");
    Entities current = Entities.parse("sub-02_ses-test_seg-gtm_desc-preproc_tacs.tsv");
    assertThat(old).isEqualTo(current);
    assertThat(old.suffix()).isEqualTo("tacs");
    assertThat(old.extension()).isEqualTo(".tsv");
    assertThat(old.label("ses")).isEqualTo("test");
    assertThat(old.label("run")).isNull();
  }

  @Test
  void extensionBeginsAtTheFirstDot() {
    assertThat(Entities.parse("sub-1_pet.nii.gz").extension()).isEqualTo(".nii.gz");
    assertThat(Entities.parse("sub-1_pet.nii.gz").isImage()).isTrue();
    assertThat(Entities.parse("sub-1_pet.json").isImage()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README",
        ".bidsignore",
        "gtmseg_dseg.tsv",
        "sub-01_",
        "sub-01.tsv",
        "sub-_pet.json",
        "-01_pet.json",
        "sub-01_sub-02_pet.json",
        "sub-01_pet"
      })
  void namesThatDoNotFollowBidsAreNull(String name) {
    assertThat(Entities.parse(name)).isNull();
  }

  @Test
  void keyOfAScanHasAFixedOrder() {
    ScanId id = ScanId.of(Entities.parse("trc-PBR28_run-2_rec-a_ses-1_task-rest_sub-01_pet.json"));
    assertThat(id.key()).isEqualTo("sub-01_ses-1_task-rest_trc-PBR28_rec-a_run-2");
    assertThat(id.participantId()).isEqualTo("sub-01");
    assertThat(id.sessionId()).isEqualTo("ses-1");
    assertThat(new ScanId("01", null, null, null, null, null).sessionId()).isNull();
  }

  @Test
  void aFileAgreesUnlessAnEntityOfBothDiffers() {
    ScanId id = ScanId.of(Entities.parse("sub-01_ses-1_run-1_pet.json"));
    assertThat(id.agrees(Entities.parse("sub-01_T1w.json"))).isTrue();
    assertThat(id.agrees(Entities.parse("sub-01_ses-1_run-01_desc-x_tacs.tsv"))).isTrue();
    assertThat(id.agrees(Entities.parse("sub-01_ses-2_tacs.tsv"))).isFalse();
    assertThat(id.agrees(Entities.parse("sub-01_ses-1_run-10_tacs.tsv"))).isFalse();
    assertThat(id.agrees(Entities.parse("sub-001_ses-1_tacs.tsv"))).isFalse();
  }
}
