package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Truth: printed tables of Student's t; one degree of freedom is Cauchy's tan(pi level / 2). */
class StudentQuantileTest {
  @Test
  void agreesWithPrintedTables() {
    assertThat(StudentQuantile.twoSided(0.95, 10)).isCloseTo(2.228, within(5e-4));
    assertThat(StudentQuantile.twoSided(0.9, 28)).isCloseTo(1.701, within(5e-4));
    assertThat(StudentQuantile.twoSided(0.95, 1))
        .isCloseTo(Math.tan(Math.PI * 0.475), within(1e-9));
  }

  @Test
  void refusesWhatIsNoLevelOrNoDegreesOfFreedom() {
    assertThatThrownBy(() -> StudentQuantile.twoSided(1, 10))
        .hasMessage("Invalid level: 1.0 (must be between 0 and 1, both excluded)");
    assertThatThrownBy(() -> StudentQuantile.twoSided(0.95, Double.NaN))
        .hasMessage("Invalid degrees of freedom: NaN (must be > 0)");
  }
}
