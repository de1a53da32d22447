package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private final Observations patients =
      GoldenCohort.where(
              GoldenCohort.where(GoldenCohort.all(), "group", "AD"), "genotype", "HAB", "MAB")
          .completeCases("log_parietal", "mmse")
          .rows();

  @Test
  void intervalsAgreeWithScipyWithinResampling() {
    // scipy 1.17.1 bootstrap, a million resamples of the 25 pairs. At 40,000 replicates a 2.5 %
    // quantile has a standard error near 0.002; three of them.
    BootstrapInterval interval = interval(all(), 40000, "key");
    assertThat(interval.estimate()).isCloseTo(-0.6269634504348442, within(1e-12));
    assertThat(interval.standardError()).isCloseTo(0.1844849620745502, within(0.003));
    assertThat(interval.percentileLow()).isCloseTo(-0.8521450091616164, within(0.006));
    assertThat(interval.percentileHigh()).isCloseTo(-0.13974692563045987, within(0.012));
    assertThat(interval.acceleratedLow()).isCloseTo(-0.866777367900028, within(0.006));
    assertThat(interval.acceleratedHigh()).isCloseTo(-0.19186371861155543, within(0.012));
  }

  @Test
  void drawsDependOnTheKeyAlone() {
    assertThat(interval(all(), 500, "a")).isEqualTo(interval(all(), 500, "a"));
    assertThat(interval(all(), 500, "a")).isNotEqualTo(interval(all(), 500, "b"));
  }

  @Test
  void strataKeepTheirSize() {
    // The share of HAB is fixed when genotypes are strata, and varies when they are not.
    List<String> genotype = patients.factor("genotype");
    Bootstrap.Statistic share =
        rows -> Arrays.stream(rows).filter(r -> genotype.get(r).equals("HAB")).count();
    assertThat(Bootstrap.interval(share, genotype, 200, "k").standardError()).isZero();
    assertThat(Bootstrap.interval(share, all(), 200, "k").standardError()).isGreaterThan(1);
  }

  @Test
  void undefinedReplicatesAreCounted() {
    Bootstrap.Statistic withFirst =
        rows -> Arrays.stream(rows).anyMatch(r -> r == 0) ? rows.length : Double.NaN;
    BootstrapInterval interval = Bootstrap.interval(withFirst, all(), 1000, "k");
    // A row is drawn at least once with probability 1 - (24/25)^25 = 0.64.
    assertThat(interval.undefined()).isBetween(300, 420);
    assertThat(interval.replicates() + interval.undefined()).isEqualTo(1000);
    assertThat(interval.acceleratedLow()).isNaN();
    assertThat(Bootstrap.interval(rows -> Double.NaN, all(), 1000, "k").reason())
        .isEqualTo("the statistic is not defined");
    assertThat(Bootstrap.interval(withFirst, all(), 50, "k").reason())
        .endsWith("defined replicates (must be >= 100)");
  }

  private List<String> all() {
    return Collections.nCopies(patients.size(), "all");
  }

  private BootstrapInterval interval(List<String> strata, int replicates, String key) {
    double[] x = patients.numeric("log_parietal");
    double[] y = patients.numeric("mmse");
    return Bootstrap.interval(
        rows ->
            Correlations.pearson(
                    Arrays.stream(rows).mapToDouble(r -> x[r]).toArray(),
                    Arrays.stream(rows).mapToDouble(r -> y[r]).toArray())
                .r(),
        strata,
        replicates,
        key);
  }
}
