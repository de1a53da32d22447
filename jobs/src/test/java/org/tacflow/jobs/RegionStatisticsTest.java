package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values by hand. */
class RegionStatisticsTest {
  @Test
  void meanSdAndMedianOfAnEvenNumber() {
    RegionStatistics s = RegionStatistics.of(new double[] {4, 1, 3, 2});
    assertThat(s.mean()).isEqualTo(2.5);
    assertThat(s.median()).isEqualTo(2.5);
    // Squares 2.25 + 2.25 + 0.25 + 0.25 = 5, divided by 3.
    assertThat(s.sd()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-15));
  }

  @Test
  void oneValueHasNoSd() {
    RegionStatistics s = RegionStatistics.of(new double[] {7});
    assertThat(s.median()).isEqualTo(7);
    assertThat(s.sd()).isNaN();
  }

  @Test
  void noValueHasNothing() {
    RegionStatistics s = RegionStatistics.of(new double[0]);
    assertThat(s.mean()).isNaN();
    assertThat(s.sd()).isNaN();
    assertThat(s.median()).isNaN();
  }
}
