package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PowerTest {
  @Test
  void sampleSizesForNinetyFivePercentPowerFollowTheFormula() {
    // ((1.95996 + 1.64485)/atanh r)² + 3 = 46.07, 30.05 and 20.28 by hand: whole people round up.
    assertThat(Power.sampleSizeForCorrelation(0.5, 0.95, 0.05)).isEqualTo(47);
    assertThat(Power.sampleSizeForCorrelation(-0.6, 0.95, 0.05)).isEqualTo(31);
    assertThat(Power.sampleSizeForCorrelation(0.7, 0.95, 0.05)).isEqualTo(21);
    // One person fewer falls short, if only by rounding.
    assertThat(Power.ofCorrelation(0.5, 46, 0.05)).isBetween(0.949, 0.95);
  }

  @Test
  void detectableCorrelationInvertsPower() {
    double r = Power.smallestDetectableCorrelation(25, 0.8, 0.05);
    assertThat(Power.ofCorrelation(r, 25, 0.05)).isCloseTo(0.8, within(1e-12));
    assertThat(Power.sampleSizeForCorrelation(r, 0.8, 0.05)).isEqualTo(25);
    assertThat(Power.smallestDetectableCorrelation(3, 0.8, 0.05)).isNaN();
  }

  @Test
  void powerOfTwoGroupsAgreesWithTheNoncentralTOfScipy() {
    assertThat(Power.ofTwoGroups(0.8, 20, 20, 0.05)).isCloseTo(0.693404196615382, within(1e-10));
    assertThat(Power.ofTwoGroups(-0.5, 10, 16, 0.05)).isCloseTo(0.22178993391309806, within(1e-10));
    assertThat(Power.ofTwoGroups(0, 10, 16, 0.05)).isCloseTo(0.05, within(1e-10));
    double d = Power.smallestDetectableDifference(12, 14, 0.8, 0.05);
    assertThat(Power.ofTwoGroups(d, 12, 14, 0.05)).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void simulatedCohortsFindAsOftenAsPromised() {
    // 2,000 cohorts of 25 with r = 0.5; Fisher's approximation is good to about 1 %, the simulation
    // to
    // 2.58 sqrt(0.72 · 0.28/2000) = 2.6 %.
    Random random = new Random(10);
    int found = 0;
    for (int cohort = 0; cohort < 2000; cohort++) {
      double[] x = new double[25];
      double[] y = new double[25];
      for (int i = 0; i < 25; i++) {
        x[i] = random.nextGaussian();
        y[i] = 0.5 * x[i] + Math.sqrt(0.75) * random.nextGaussian();
      }
      found += Correlations.pearson(x, y).p() < 0.05 ? 1 : 0;
    }
    assertThat(found / 2000.0).isCloseTo(Power.ofCorrelation(0.5, 25, 0.05), within(0.036));
  }

  @Test
  void probabilitiesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Power.sampleSizeForCorrelation(0.5, 0.01, 0.05))
        .hasMessage("Invalid power: 0.01 (must be above alpha and below 1)");
    assertThatThrownBy(() -> Power.ofCorrelation(0.5, 20, 0))
        .hasMessage("Invalid alpha: 0.0 (must be in 0 to 1)");
    assertThatThrownBy(() -> Power.sampleSizeForCorrelation(0, 0.9, 0.05))
        .hasMessage("Invalid correlation: 0.0 (must be in 0 to 1)");
  }
}
