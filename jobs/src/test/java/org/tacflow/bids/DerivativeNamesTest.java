package org.tacflow.bids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tacflow.bids.DerivativeNames.ModelLabel;
import org.tacflow.bids.DerivativeNames.Standard;

/** Names as the draft of BEP023 spells them in its examples. */
class DerivativeNamesTest {
  private static final ScanId SCAN = new ScanId("01", "test", null, "PBR28", null, null);
  private static final ModelLabel TWO_TISSUES = new ModelLabel("2TCM", "2TCM");
  private static final ModelLabel LATE_LOGAN = new ModelLabel("Logan", "Logan45min");

  @Test
  void mapsHaveTheNamesOfTheDraft() throws ScanException {
    DerivativeNames names = DerivativeNames.of(Standard.BEP023, SCAN, null);
    String stem = "sub-01/ses-test/pet/sub-01_ses-test_trc-PBR28_";
    assertThat(names.map(TWO_TISSUES, "VT")).isEqualTo(stem + "model-2TCM_meas-VT_mimap");
    assertThat(names.map(LATE_LOGAN, "VT"))
        .isEqualTo(stem + "model-Logan_meas-VT_desc-Logan45min_mimap");
    assertThat(names.errorMap(TWO_TISSUES, "VT"))
        .isEqualTo(stem + "model-2TCM_meas-VT_desc-se_mimap");
    assertThat(names.errorMap(LATE_LOGAN, "VT"))
        .isEqualTo(stem + "model-Logan_meas-VT_desc-Logan45minse_mimap");
    assertThat(names.parameters(TWO_TISSUES, "gtm")).isEqualTo(stem + "seg-gtm_model-2TCM_kinpar");
    assertThat(names.curves("gtm")).isEqualTo(stem + "seg-gtm_tacs");
  }

  @Test
  void theSpaceOfTheImageIsKept() throws ScanException {
    DerivativeNames names = DerivativeNames.of(Standard.BEP023, SCAN, "MNI152NLin2009cAsym");
    assertThat(names.map(TWO_TISSUES, "K1"))
        .endsWith("_trc-PBR28_space-MNI152NLin2009cAsym_model-2TCM_meas-K1_mimap");
  }

  @Test
  void theReleasedStandardHasNoDraftEntities() throws ScanException {
    DerivativeNames names = DerivativeNames.of(Standard.RELEASED, SCAN, null);
    assertThat(names.hasTables()).isFalse();
    assertThat(names.map(LATE_LOGAN, "VT")).endsWith("_trc-PBR28_desc-Logan45minVT_pet");
    assertThat(names.errorMap(LATE_LOGAN, "VT")).endsWith("_trc-PBR28_desc-Logan45minVTse_pet");
  }

  @Test
  void aScanWithoutSessionLiesInTheFolderOfThePerson() throws ScanException {
    ScanId scan = new ScanId("01", null, null, null, null, null);
    assertThat(DerivativeNames.of(Standard.BEP023, scan, null).input())
        .isEqualTo("sub-01/pet/sub-01_bloodproc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "a/b", "a b", "", "x\\y", "a_b", ".", "é"})
  void noLabelLeadsOutOfTheDataSet(String label) {
    ScanId scan = new ScanId(label, null, null, null, null, null);
    assertThatThrownBy(() -> DerivativeNames.of(Standard.BEP023, scan, null))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("label " + label + " (must be letters and digits");
    assertThatThrownBy(() -> DerivativeNames.of(Standard.BEP023, SCAN, label))
        .isInstanceOf(ScanException.class);
    assertThatThrownBy(() -> new ModelLabel(label, "id"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aParcellationGivesItsLettersAndDigits() {
    assertThat(DerivativeNames.label("../a tlas-7")).isEqualTo("atlas7");
    assertThat(DerivativeNames.label("../")).isEqualTo("unnamed");
  }
}
