package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
  /** Six targets and four judges of Shrout and Fleiss 1979, table 2. */
  private static final double[][] JUDGES = {
    {9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}
  };

  @Test
  void judgesOfShroutAndFleissHaveThePublishedCoefficients() {
    // Table 4 of the paper prints .17 and .29; more digits from the mean squares in numpy. The
    // intervals are those that R's psych::ICC documents for this table, to two digits.
    Reliability oneWay = Reliability.oneWay(JUDGES);
    assertThat(oneWay.icc()).isCloseTo(0.16574176840547544, within(1e-12));
    assertThat(oneWay.ciLow()).isCloseTo(-0.13, within(0.005));
    assertThat(oneWay.ciHigh()).isCloseTo(0.72, within(0.005));
    assertThat(oneWay.f()).isCloseTo(11.241666666666669 / 6.263888888888889, within(1e-12));
    Reliability twoWay = Reliability.twoWay(JUDGES);
    assertThat(twoWay.icc()).isCloseTo(0.2897637795275591, within(1e-12));
    assertThat(twoWay.ciLow()).isCloseTo(0.02, within(0.005));
    assertThat(twoWay.ciHigh()).isCloseTo(0.76, within(0.005));
    assertThat(twoWay.f()).isCloseTo(11.241666666666669 / 1.0194444444444444, within(1e-11));
  }

  @Test
  void perfectRepetitionIsOneAndConstantsHaveNone() {
    double[][] same = {{1, 1}, {2, 2}, {4, 4}};
    assertThat(Reliability.oneWay(same).icc()).isEqualTo(1);
    assertThat(Reliability.oneWay(same).ciLow()).isEqualTo(1);
    assertThat(Reliability.twoWay(same).icc()).isEqualTo(1);
    assertThat(Reliability.twoWay(same).ciLow()).isNaN();
    assertThat(Reliability.twoWay(new double[][] {{3, 3}, {3, 3}}).reason())
        .isEqualTo("all values are equal");
    assertThatThrownBy(() -> Reliability.oneWay(new double[][] {{1, 2}}))
        .hasMessage("Invalid measurements: 1 people (must be >= 2, each with >= 2 values)");
    assertThatThrownBy(() -> Reliability.oneWay(new double[][] {{1, 2}, {1, 2, 3}}))
        .hasMessage("Invalid length of person 1: 3 (must be 2)");
  }

  @Test
  void variabilityAndChangeFollowTheirFormula() {
    assertThat(Reliability.absoluteVariabilityPercent(3, 5)).isCloseTo(50, within(1e-12));
    assertThat(Reliability.absoluteVariabilityPercent(5, 3)).isCloseTo(50, within(1e-12));
    assertThat(Reliability.absoluteVariabilityPercent(0, 3)).isNaN();
    assertThat(Reliability.annualChangePercent(4, 5, 2)).isCloseTo(12.5, within(1e-12));
    assertThat(Reliability.annualChangePercent(4, 3, 0.5)).isCloseTo(-50, within(1e-12));
    assertThat(Reliability.annualChangePercent(4, 3, 0)).isNaN();
  }
}
