package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetaAnalysisTest {
  private static final double[] EFFECTS = {.43, .90, 1.76, .55, .10};
  private static final double[] VARIANCES = {.05, .08, .12, .04, .06};

  @Test
  void restrictedLikelihoodSolvesItsScoreEquation() {
    // The root of the REML score by scipy 1.17.1 brentq; Brent's minimum is good to about 1e-8.
    MetaAnalysis meta = MetaAnalysis.restrictedLikelihood(EFFECTS, VARIANCES);
    assertThat(meta.tauSquared()).isCloseTo(0.27564070134310065, within(1e-7));
    assertThat(meta.mean()).isCloseTo(0.7102748830861447, within(1e-7));
    assertThat(meta.standardError()).isCloseTo(0.2620912147892702, within(1e-7));
    assertThat(meta.iSquaredPercent()).isCloseTo(81.51022642017126, within(1e-5));
    // From that root by the formulas of the Javadoc, quantiles and tails of scipy 1.17.1.
    assertThat(meta.knappHartungError()).isCloseTo(0.272329423626064, within(1e-7));
    assertThat(meta.p()).isCloseTo(0.05953587538169772, within(1e-7));
    assertThat(meta.ciLow()).isCloseTo(-0.045832812141776924, within(1e-6));
    assertThat(meta.ciHigh()).isCloseTo(1.4663825783140663, within(1e-6));
    assertThat(meta.predictionLow()).isCloseTo(-1.1719585387586275, within(1e-6));
    assertThat(meta.predictionHigh()).isCloseTo(2.592508304930917, within(1e-6));
    assertThat(meta.normalP()).isCloseTo(0.006727725559100287, within(1e-8));
    assertThat(meta.mean() - meta.normalReach()).isCloseTo(0.19658554143482354, within(1e-7));
  }

  @Test
  void homogeneousStudiesGiveTheFixedEffectMean() {
    double[] effects = {0.5, 0.51, 0.49};
    double[] variances = {0.1, 0.2, 0.4};
    double fixed = (5 + 0.51 / 0.2 + 0.49 / 0.4) / (10 + 5 + 2.5);
    for (MetaAnalysis meta :
        List.of(
            MetaAnalysis.derSimonianLaird(effects, variances),
            MetaAnalysis.restrictedLikelihood(effects, variances))) {
      assertThat(meta.tauSquared()).isZero();
      assertThat(meta.iSquaredPercent()).isZero();
      assertThat(meta.mean()).isCloseTo(fixed, within(1e-12));
    }
  }

  @Test
  void twoStudiesHaveNoPredictionInterval() {
    MetaAnalysis meta =
        MetaAnalysis.derSimonianLaird(new double[] {0.1, 0.9}, new double[] {0.1, 0.1});
    assertThat(meta.predictionLow()).isNaN();
    // Two studies of one size: t(1) of 12.7 over the standard deviation of two numbers, 0.4.
    assertThat(meta.ciLow()).isCloseTo(0.5 - 12.7062047362 * 0.4, within(1e-9));
  }

  @Test
  void variancesThatAreNotPositiveAreRefused() {
    assertThatThrownBy(
            () -> MetaAnalysis.derSimonianLaird(new double[] {1, 2}, new double[] {1, 0}))
        .hasMessage("Invalid variance: 0.0 (must be positive)");
    assertThatThrownBy(() -> MetaAnalysis.derSimonianLaird(new double[] {1}, new double[] {1}))
        .hasMessage("Invalid number of studies: 1 (must be >= 2)");
  }

  @Test
  void strataWithoutIntervalDoNotCount() {
    Correlation big = Correlations.published(0.5, 20);
    Correlation tiny = Correlations.published(0.9, 3);
    Correlation perfect = Correlations.published(1, 9);
    PooledCorrelation pooled = PooledCorrelation.of(List.of(big, tiny, perfect));
    assertThat(pooled.strata()).isEqualTo(1);
    assertThat(pooled.r()).isCloseTo(0.5, within(1e-14));
    assertThat(pooled.ciLow()).isCloseTo(big.ciLow(), within(1e-14));
    assertThat(pooled.qP()).isNaN();
    assertThat(PooledCorrelation.of(List.of(tiny)).reason())
        .isEqualTo("no stratum with n >= 4 and |r| < 1");
    Correlation kendall = Correlations.kendall(EFFECTS, VARIANCES);
    assertThatThrownBy(() -> PooledCorrelation.of(List.of(kendall)))
        .hasMessage("Invalid method to pool: KENDALL (must be Pearson or Spearman)");
  }

  @Test
  void differenceOfCorrelationsNeedsTwoIntervals() {
    CorrelationDifference same = CorrelationDifference.of(0.4, 30, 0.4, 12);
    assertThat(same.z()).isZero();
    assertThat(same.p()).isEqualTo(1);
    assertThat(same.ciLow()).isNegative();
    assertThat(same.ciHigh()).isPositive();
    assertThat(CorrelationDifference.of(0.4, 3, 0.4, 12).reason())
        .isEqualTo("r = 0.4 with n = 3 has no interval");
    assertThatThrownBy(() -> CorrelationDifference.of(1.4, 30, 0.4, 12))
        .hasMessage("Invalid correlation: 1.4 (must be -1 to 1)");
    // Against a huge second group the interval is that of the first correlation minus a constant.
    CorrelationDifference limit = CorrelationDifference.of(0.6, 20, 0.1, 2_000_000_000);
    Correlation first = Correlations.published(0.6, 20);
    assertThat(limit.ciLow()).isCloseTo(first.ciLow() - 0.1, within(1e-7));
    assertThat(limit.ciHigh()).isCloseTo(first.ciHigh() - 0.1, within(1e-7));
  }
}
