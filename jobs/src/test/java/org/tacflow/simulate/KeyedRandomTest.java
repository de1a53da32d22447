package org.tacflow.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reference values: FNV-1a and SplitMix64 written anew in Python 3 from their papers. */
class KeyedRandomTest {
  @Test
  void theStreamIsTheOneThatPythonComputes() {
    KeyedRandom random = KeyedRandom.of(42, "sub-AD001", "noise");
    assertThat(random.uniform()).isEqualTo(0.5746417011341187);
    assertThat(random.uniform()).isEqualTo(0.24516538093029694);
    assertThat(random.uniform()).isEqualTo(0.6482221787408292);
  }

  @Test
  void normalDeviatesHaveTheMomentsOfANormal() {
    KeyedRandom random = KeyedRandom.of(1, "moments");
    double[] power = new double[5];
    int n = 400_000;
    for (int i = 0; i < n; i++) {
      double x = random.normal();
      for (int p = 1; p <= 4; p++) {
        power[p] += Math.pow(x, p) / n;
      }
    }
    // Standard errors 0.0016, 0.0022, 0.006, 0.0155; tolerances are four of them.
    assertThat(power[1]).isCloseTo(0, within(0.0064));
    assertThat(power[2]).isCloseTo(1, within(0.009));
    assertThat(power[3]).isCloseTo(0, within(0.025));
    assertThat(power[4]).isCloseTo(3, within(0.062));
  }

  @Test
  void keysThatDifferInTheirPartsDiffer() {
    assertThat(KeyedRandom.of(1, "ab", "c").uniform())
        .isNotEqualTo(KeyedRandom.of(1, "a", "bc").uniform());
    assertThat(KeyedRandom.of(1, "a").uniform()).isNotEqualTo(KeyedRandom.of(2, "a").uniform());
  }
}
