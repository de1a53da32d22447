package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MultiplicityTest {
  @Test
  void adjustedValuesAreMonotoneAndNotBelowThePValue() {
    Random random = new Random(3);
    double[] p = random.doubles(200).map(v -> v * v * v).toArray();
    for (Adjustment adjustment : Adjustment.values()) {
      double[] q = Multiplicity.adjust(adjustment, p);
      for (int i = 0; i < p.length; i++) {
        assertThat(q[i]).isBetween(p[i], 1.0);
        for (int j = 0; j < p.length; j++) {
          assertThat(p[i] < p[j] && q[i] > q[j]).isFalse();
        }
      }
    }
  }

  @Test
  void naNIsNotCounted() {
    double[] with = {0.01, Double.NaN, 0.04, Double.NaN};
    double[] q = Multiplicity.adjust(Adjustment.BONFERRONI, with);
    assertThat(Multiplicity.familySize(with)).isEqualTo(2);
    assertThat(q[0]).isCloseTo(0.02, within(1e-15));
    assertThat(q[1]).isNaN();
    assertThat(Multiplicity.adjust(Adjustment.HOLM, new double[] {Double.NaN}))
        .containsOnly(Double.NaN);
    assertThat(Multiplicity.adjust(Adjustment.HOLM, new double[0])).isEmpty();
  }

  @Test
  void valuesThatAreNoProbabilityAreRefused() {
    assertThatThrownBy(() -> Multiplicity.adjust(Adjustment.HOLM, new double[] {0.5, 1.5}))
        .hasMessage("Invalid p value: 1.5 at index 1 (must be 0 to 1 or NaN)");
  }
}
