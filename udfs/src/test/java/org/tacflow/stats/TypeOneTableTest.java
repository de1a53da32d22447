package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short form of the table: 150 null cohorts a test; 1,000 by the command. */
class TypeOneTableTest {
  @Test
  void noTestSaysYesMuchMoreOftenThanItShouldNorHardlyEver() {
    // 3.3 binomial standard errors of 5 % each, 1 in 1,000, since there are 30 tests.
    NullTests.holding()
        .forEach(
            (name, test) -> {
              TypeOneTable.Line line = TypeOneTable.line(name, test, 150);
              assertThat(line.cohorts()).as(name).isGreaterThan(140);
              assertThat(line.side(3.3)).as(line.toString()).isEqualTo("within");
            });
  }

  /** Of 4,000 cohorts, 0.35 % of standard error: 5 % lies four of them below 6.4 %. */
  @Test
  void theIntervalThatIsPublishedHoldsWhereTheNormalOneDoesNot() {
    TypeOneTable.Line normal =
        TypeOneTable.line(
            "normal",
            r -> {
              NullStudies studies = NullStudies.of(r, 10);
              return MetaAnalysis.derSimonianLaird(studies.effects(), studies.variances())
                  .normalP();
            },
            4000);
    TypeOneTable.Line published =
        TypeOneTable.line(
            "published",
            r -> {
              NullStudies studies = NullStudies.of(r, 10);
              return MetaAnalysis.restrictedLikelihood(studies.effects(), studies.variances()).p();
            },
            4000);
    assertThat(normal.side(3.3)).as(normal.toString()).isEqualTo("above");
    // Below 5 %, as the error is never taken smaller than the usual one.
    assertThat(published.side(1.96)).as(published.toString()).isNotEqualTo("above");
    assertThat(published.share()).isGreaterThan(0.03);
  }

  /** What the ranks of independent scores share by their covariates, no more and no less. */
  @Test
  void ranksOfScoresThatFollowTheirCovariatesStayCorrelatedALittle() {
    double free = 0;
    double following = 0;
    int cohorts = 2000;
    for (int seed = 1; seed <= cohorts; seed++) {
      Random random = new Random(seed * 0x9e3779b97f4a7c15L);
      Observations rows = NullCohort.adjusted(random, 30);
      Covariates held = rows.covariates("genotype", "age");
      double[] y = rows.numeric("y");
      following += Correlations.partialSpearman(y, rows.numeric("x"), held).r() / cohorts;
      free += Correlations.partialSpearman(y, NullCohort.normal(random, 30), held).r() / cohorts;
    }
    // Standard error 1/sqrt(26 · 2000) = 0.0044; 20,000 cohorts gave 0.0345 and -0.0013.
    assertThat(following).isBetween(0.02, 0.05);
    assertThat(free).isBetween(-0.015, 0.015);
  }

  @Test
  void falseDiscoveriesAreHeld() {
    // Benjamini and Hochberg: 5 % times 15/20; three standard errors of the mean of 400 shares.
    assertThat(TypeOneTable.falseDiscoveryRate(400)).isBetween(0.02, 0.056);
  }

  @Test
  void aTestThatForgetsItsCovariatesIsSeen() {
    TypeOneTable.Line line =
        TypeOneTable.line(
            "forgets",
            random -> {
              double[] x = new double[24];
              double[] y = new double[24];
              for (int i = 0; i < 24; i++) {
                double shared = random.nextGaussian();
                x[i] = shared + random.nextGaussian();
                y[i] = shared + random.nextGaussian();
              }
              return Correlations.pearson(x, y).p();
            },
            150);
    assertThat(line.side(3.3)).isEqualTo("above");
  }
}
