package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected bounds by hand: r 0.5 of 28 people has z 0.549306 and a standard error of 1/5. */
class FisherIntervalTest {
  @Test
  void ninetyPercentIsNarrowerByTheQuotientOfTheQuantiles() {
    double low95 = Math.tanh(0.5493061443 - 1.9599639845 / 5);
    double expected = Math.tanh(0.5493061443 - 1.6448536270 / 5);
    assertThat(FisherInterval.bound(0.5, low95, 0.90)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void ninetyFivePercentIsLeftAsItIs() {
    assertThat(FisherInterval.bound(0.5, 0.1234, 0.95)).isEqualTo(0.1234);
    assertThat(FisherInterval.bound(0.5, Double.NaN, 0.9)).isNaN();
  }

  @Test
  void aPercentageIsRefused() {
    assertThatThrownBy(() -> FisherInterval.bound(0.5, 0.1, 95))
        .hasMessageContaining("Invalid level: 95.0");
  }
}
