package org.tacflow.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A scan that a configuration names must exist, or the setting is lost without a word. */
class ScanKeysTest {
  private static final List<String> SCANS = List.of("sub-01_ses-baseline", "sub-01_ses-blocked");

  private static CohortConfig read(String yaml, Map<String, String> options) {
    return new ConfigReader(TestNames.all()).parse("cohort.yaml", yaml, "", options);
  }

  @Test
  void aMisspelledScanIsRefusedWithItsLineAndTheNearestKey() {
    CohortConfig config =
        read(
            """
            blood:
              units:
                sub-01_ses-blocked: kBq/mL
                sub-01_ses-bloked: kBq/mL
            """,
            Map.of());
    assertThatThrownBy(() -> ScanKeys.require(config, SCANS))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "cohort.yaml:4:5: Invalid scan of blood.units: sub-01_ses-bloked (must be a scan of the"
                + " data set; did you mean sub-01_ses-blocked?)");
  }

  @Test
  void anOptionIsNamedAndAPersonLeftOutIsNoMistake() {
    CohortConfig option = read("", Map.of("blood.units", "{sub-9: kBq/mL}"));
    assertThatThrownBy(() -> ScanKeys.require(option, SCANS))
        .hasMessageStartingWith("option blood.units: Invalid scan of blood.units: sub-9 (must be");
    CohortConfig other = read("participants: [02]\nblood: {units: {sub-01_x: kBq/mL}}", Map.of());
    assertThatCode(() -> ScanKeys.require(other, SCANS)).doesNotThrowAnyException();
  }
}
