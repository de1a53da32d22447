package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GenotypeTablesTest {
  /** Controls and patients of the golden cohort by HAB, MAB, LAB. */
  private static final int[][] GROUPS = {{8, 8, 2}, {14, 13, 2}};

  private static final int[][] THREE = {{8, 1, 3}, {2, 7, 4}, {1, 0, 5}};

  @Test
  void chiSquareAgreesWithScipy() {
    ContingencyTest two = ContingencyTest.chiSquare(GROUPS);
    assertThat(two.chiSquare()).isCloseTo(0.2669967325139738, within(1e-12));
    assertThat(two.p()).isCloseTo(0.8750288985487982, within(1e-12));
    assertThat(two.df()).isEqualTo(2);
    assertThat(two.smallestExpected()).isCloseTo(18 * 4 / 47.0, within(1e-12));
    ContingencyTest three = ContingencyTest.chiSquare(THREE);
    assertThat(three.chiSquare()).isCloseTo(16.176694832944833, within(1e-11));
    assertThat(three.p()).isCloseTo(0.002791002783322226, within(1e-12));
  }

  @Test
  void fisherAgreesWithExactFractions() {
    // All tables with the same margins summed as exact fractions in Python.
    assertThat(ContingencyTest.fisherExact(GROUPS).p())
        .isCloseTo(0.9113786021463731, within(1e-11));
    assertThat(ContingencyTest.fisherExact(THREE).p())
        .isCloseTo(0.004703615555529057, within(1e-11));
    assertThat(ContingencyTest.fisherExact(new int[][] {{8, 2}, {1, 5}}).p())
        .isCloseTo(0.03496503496503497, within(1e-12));
  }

  @Test
  void emptyColumnsDoNotCountAndSingleOnesHaveAReason() {
    int[][] withoutLab = {{8, 2, 0}, {1, 5, 0}};
    assertThat(ContingencyTest.chiSquare(withoutLab).df()).isEqualTo(1);
    assertThat(ContingencyTest.fisherExact(withoutLab).p())
        .isCloseTo(0.03496503496503497, within(1e-12));
    assertThat(ContingencyTest.chiSquare(new int[][] {{5, 0}, {7, 0}}).reason())
        .isEqualTo("one row or column only");
    assertThat(ContingencyTest.fisherExact(new int[][] {{5, 7}, {0, 0}}).reason())
        .isEqualTo("one row or column only");
    int[][] huge = {{900, 800, 700, 600}, {800, 900, 600, 700}, {500, 600, 700, 800}};
    assertThat(ContingencyTest.fisherExact(huge).reason())
        .isEqualTo("too many tables to enumerate");
    assertThatThrownBy(() -> ContingencyTest.chiSquare(new int[][] {{1, -1}, {2, 3}}))
        .hasMessage("Invalid count: -1 (must be >= 0)");
  }

  @Test
  void hardyWeinbergProportionsFitThemselves() {
    HardyWeinberg exact = HardyWeinberg.of(49, 42, 9);
    assertThat(exact.lowAlleleFrequency()).isCloseTo(0.3, within(1e-15));
    assertThat(exact.chiSquare()).isCloseTo(0, within(1e-12));
    assertThat(exact.p()).isCloseTo(1, within(1e-6));
    // No mixed genotype at all: chi-square is n.
    assertThat(HardyWeinberg.of(50, 0, 50).chiSquare()).isCloseTo(100, within(1e-10));
    assertThat(HardyWeinberg.of(20, 0, 0).p()).isNaN();
    assertThatThrownBy(() -> HardyWeinberg.of(0, 0, 0))
        .hasMessage("Invalid genotype counts: 0, 0, 0 (must be >= 0, some > 0)");
  }

  @Test
  void controlsOfEachGenotypeHaveMeanZeroAndSdOne() {
    Observations cohort = GoldenCohort.all();
    GenotypeZScores scores = GenotypeZScores.of(cohort, "vt_parietal", "genotype", "group", "HC");
    assertThat(scores.controls())
        .containsEntry("HAB", 8)
        .containsEntry("MAB", 8)
        .containsEntry("LAB", 2);
    Observations scored = cohort.withNumeric("z", scores.values());
    for (String genotype : new String[] {"HAB", "MAB"}) {
      Observations controls =
          GoldenCohort.where(GoldenCohort.where(scored, "genotype", genotype), "group", "HC");
      assertThat(Finite.mean(controls.numeric("z"))).isCloseTo(0, within(1e-12));
      assertThat(Finite.variance(controls.numeric("z"))).isCloseTo(1, within(1e-12));
    }
    // Two LAB controls are too few; a person without genotype or value has no score.
    assertThat(GoldenCohort.where(scored, "genotype", "LAB").numeric("z")).containsOnly(Double.NaN);
    assertThat(scored.numeric("z")[scored.keys().indexOf("sub-28")]).isNaN();
    assertThat(scored.numeric("z")[scored.keys().indexOf("sub-40")]).isNaN();
    // sub-22, HAB, 12.7399 against the eight HAB controls, by hand from the table.
    double[] hab = {5.8597, 3.4551, 3.4999, 4.2105, 3.7442, 3.478, 3.2416, 3.3962};
    double z = (12.7399 - Finite.mean(hab)) / Math.sqrt(Finite.variance(hab));
    assertThat(scored.numeric("z")[scored.keys().indexOf("sub-22")]).isCloseTo(z, within(1e-10));
  }
}
