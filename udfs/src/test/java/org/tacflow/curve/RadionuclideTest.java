package org.tacflow.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RadionuclideTest {
  @ParameterizedTest
  @CsvSource({
    "C11, C11",
    "11C, C11",
    "[11C], C11",
    "C-11, C11",
    "^11^Carbon, C11",
    "18F, F18",
    "[18F], F18",
    "f18, F18",
    "Fluorine-18, F18",
    "O15, O15",
    "Cu64, CU64",
    "64Cu, CU64",
    "[68Ga], GA68"
  })
  void everyUsualSpellingIsRead(String text, Radionuclide nuclide) {
    assertThat(Radionuclide.parse(text)).isEqualTo(nuclide);
  }

  // "12C" stands for carbon-11 in one program; carbon-12 does not decay.
  @ParameterizedTest
  @ValueSource(strings = {"12C", "C", "11", "", "C11x", "F19"})
  void whatIsNoEmitterIsNull(String text) {
    assertThat(Radionuclide.parse(text)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void theLabelIsReadBack(Radionuclide nuclide) {
    assertThat(Radionuclide.parse(nuclide.label())).isEqualTo(nuclide);
  }

  // Half-lives in minutes as printed in Cherry, Sorenson, Phelps, Physics in Nuclear Medicine.
  @Test
  void halfLivesAgreeWithTheTextbook() {
    assertThat(Radionuclide.C11.halfLifeMinutes()).isCloseTo(20.4, within(0.05));
    assertThat(Radionuclide.F18.halfLifeMinutes()).isCloseTo(109.8, within(0.05));
    assertThat(Radionuclide.O15.halfLifeMinutes()).isCloseTo(2.03, within(0.015));
    assertThat(Radionuclide.CU64.label()).isEqualTo("Cu64");
  }
}
