package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Truth from scipy 1.17.1 where not said otherwise; 1e-12 leaves room for rounding only. */
class TwoGroupsTest {
  private final Observations both =
      GoldenCohort.where(GoldenCohort.all(), "genotype", "HAB", "MAB")
          .completeCases("log_parietal", "group")
          .rows();
  private final double[] ad = GoldenCohort.where(both, "group", "AD").numeric("log_parietal");
  private final double[] hc = GoldenCohort.where(both, "group", "HC").numeric("log_parietal");

  @Test
  void intervalsOfTheDifferenceAgreeWithScipy() {
    TwoGroupTest welch = TwoGroups.welch(ad, hc);
    assertThat(welch.ciLow()).isCloseTo(-0.007859906460142785, within(1e-11));
    assertThat(welch.ciHigh()).isCloseTo(0.3473261844572191, within(1e-11));
    TwoGroupTest pooled = TwoGroups.pooled(ad, hc);
    assertThat(pooled.statistic()).isCloseTo(1.6836485448024774, within(1e-12));
    assertThat(pooled.ciLow()).isCloseTo(-0.034016908010010505, within(1e-11));
    assertThat(pooled.ciHigh()).isCloseTo(0.3734831860070868, within(1e-11));
    assertThat(pooled.df()).isEqualTo(40);
  }

  /**
   * Without covariates the two forms are one; a shift of everyone of a genotype changes nothing.
   */
  @Test
  void adjustedEffectSizesAreThoseAtEqualCovariates() {
    EffectSize plain = EffectSizes.hedgesG(ad, hc);
    EffectSize none = EffectSizes.hedgesG(contrast(both, List.of()));
    assertThat(none.value()).isCloseTo(plain.value(), within(1e-12));
    assertThat(none.variance()).isCloseTo(plain.variance(), within(1e-12));
    EffectSize held = EffectSizes.hedgesG(contrast(both, List.of("genotype")));
    List<String> genotypes = both.factor("genotype");
    double[] shifted = both.numeric("log_parietal");
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += genotypes.get(i).equals("MAB") ? 7 : 0;
    }
    Observations others =
        Observations.of(both.keys())
            .withNumeric("log_parietal", shifted)
            .withFactor("genotype", genotypes)
            .withFactor("group", both.factor("group"));
    EffectSize after = EffectSizes.hedgesG(contrast(others, List.of("genotype")));
    assertThat(after.value()).isCloseTo(held.value(), within(1e-10));
    assertThat(after.variance()).isCloseTo(held.variance(), within(1e-10));
    // t = g/(J sqrt(variance without its second term)) is that of the linear model.
    Coefficient b = contrast(both, List.of("genotype")).difference();
    double g = held.value() / EffectSizes.smallSampleFactor((int) b.df());
    double scale = Math.sqrt(held.variance() - held.value() * held.value() / (2 * both.size()));
    assertThat(g / scale).isCloseTo(b.statistic(), within(1e-10));
  }

  private static GroupContrast contrast(Observations rows, List<String> held) {
    return GroupContrast.adjusted(
        rows, "log_parietal", OutcomeScale.LINEAR, "group", "HC", "AD", held);
  }

  @Test
  void rankSumChoosesItsDistributionByTies() {
    TwoGroupTest untied =
        TwoGroups.mannWhitney(new double[] {1.1, 2.2, 9.1, 7.3}, new double[] {3.3, 4.4, 5.5});
    assertThat(untied.pMethod()).isEqualTo(PValueMethod.EXACT);
    assertThat(untied.statistic()).isEqualTo(6);
    assertThat(untied.p()).isEqualTo(1);
    double[] a = {1, 2, 2, 3, 9, 4};
    double[] b = {2, 3, 3, 7, 8};
    TwoGroupTest tied = TwoGroups.mannWhitney(a, b);
    assertThat(tied.pMethod()).isEqualTo(PValueMethod.NORMAL);
    assertThat(tied.statistic()).isEqualTo(11);
    assertThat(tied.p()).isCloseTo(0.5150756716148062, within(1e-12));
    assertThat(TwoGroups.mannWhitneyExact(a, b).reason())
        .isEqualTo("tied values have no exact rank-sum distribution");
    // Complete separation of 4 and 3 is the most extreme of C(7,3) = 35 arrangements on each side.
    TwoGroupTest apart =
        TwoGroups.mannWhitneyExact(new double[] {5, 6, 7, 8}, new double[] {1, 2, 3});
    assertThat(apart.p()).isCloseTo(2 / 35.0, within(1e-14));
    assertThat(apart.difference()).isEqualTo(4.5);
  }

  @Test
  void groupsWithoutVarianceOrValuesHaveAReason() {
    assertThat(TwoGroups.welch(new double[] {1}, hc).reason())
        .isEqualTo("n = 1 and " + hc.length + " (must be >= 2 each)");
    assertThat(TwoGroups.pooled(new double[] {1, 1}, new double[] {2, 2}).reason())
        .isEqualTo("both groups are constant");
    assertThat(TwoGroups.mannWhitneyNormal(new double[] {3, 3}, new double[] {3}).reason())
        .isEqualTo("all values are equal");
    assertThat(TwoGroups.mannWhitney(new double[0], hc).reason()).isEqualTo("a group is empty");
    assertThatThrownBy(() -> TwoGroups.welch(new double[] {1, Double.NaN}, hc))
        .hasMessageStartingWith("Invalid first group: NaN in row 1");
  }

  @Test
  void welchHoldsItsTypeOneErrorUnderUnequalVariancesAndPooledDoesNot() {
    // 1,000 null cohorts of 6 wide against 20 narrow values; 5 % ± 2.58 binomial standard errors.
    Random random = new Random(2);
    int welch = 0;
    int pooled = 0;
    for (int cohort = 0; cohort < 1000; cohort++) {
      double[] wide = random.doubles(6).map(u -> 4 * random.nextGaussian()).toArray();
      double[] narrow = random.doubles(20).map(u -> random.nextGaussian()).toArray();
      welch += TwoGroups.welch(wide, narrow).p() < 0.05 ? 1 : 0;
      pooled += TwoGroups.pooled(wide, narrow).p() < 0.05 ? 1 : 0;
    }
    assertThat((double) welch).isCloseTo(50, within(2.58 * Math.sqrt(47.5)));
    assertThat(pooled).isGreaterThan(100);
  }

  @Test
  void effectSizeIntervalsAgreeWithTheNoncentralT() {
    EffectSize d = EffectSizes.cohenD(ad, hc);
    assertThat(d.ciLow()).isCloseTo(-0.10189015960998646, within(1e-9));
    assertThat(d.ciHigh()).isCloseTo(1.1653826745050033, within(1e-9));
    assertThat(NoncentralT.below(2.1, 9, 1.3)).isCloseTo(0.7471219834469986, within(1e-12));
    assertThat(NoncentralT.below(-0.7, 9, 1.3)).isCloseTo(0.02525118805050007, within(1e-12));
    assertThat(NoncentralT.below(5, 30, 6.5)).isCloseTo(0.09777264360695864, within(1e-12));
  }

  @Test
  void glassDeltaUsesTheSecondGroupOnly() {
    EffectSize delta = EffectSizes.glassDelta(new double[] {10, 30}, new double[] {2, 4, 6});
    assertThat(delta.value()).isCloseTo(8, within(1e-14));
    assertThat(delta.variance()).isCloseTo(5 / 6.0 + 64 / 4.0, within(1e-12));
    assertThat(EffectSizes.glassDelta(new double[] {1, 2}, new double[] {3, 3}).reason())
        .isEqualTo("the second group is constant");
    assertThat(EffectSizes.hedgesG(new double[] {1}, new double[] {3, 4}).reason())
        .isEqualTo("n = 1 and 2 (must be >= 2 each)");
    assertThat(EffectSizes.smallSampleFactor(1)).isNaN();
    // Γ(1)/(sqrt(1) Γ(1/2)) by hand.
    assertThat(EffectSizes.smallSampleFactor(2)).isCloseTo(1 / Math.sqrt(Math.PI), within(1e-14));
  }
}
