package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

  // The definition: the middle of the sorted values, or the mean of the two. Ties are what fits
  // at a bound give, rising values what a gradient over the image does.
  @Test
  void theMedianIsTheMiddleOfTheSortedValues() {
    Random random = new Random(5);
    for (int n = 1; n < 300; n++) {
      int levels = 1 + n % 7;
      double[] ties = random.doubles(n).map(x -> Math.floor(levels * x)).toArray();
      double[] spread = random.doubles(n, -1, 1).toArray();
      double[] rising = spread.clone();
      Arrays.sort(rising);
      for (double[] values : List.of(ties, spread, rising)) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double middle = 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
        assertThat(RegionStatistics.of(values).median()).isEqualTo(middle);
      }
    }
  }
}
