package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of the table: 150 null cohorts a test; 1,000 by the command. */
class TypeOneTableTest {
  @Test
  void noTestSaysYesMuchMoreOftenThanItShouldNorHardlyEver() {
    // 3.3 binomial standard errors of 5 % each, 1 in 1,000, since there are 25 tests.
    TypeOneTable.tests()
        .forEach(
            (name, test) -> {
              TypeOneTable.Line line = TypeOneTable.line(name, test, 150);
              assertThat(line.cohorts()).as(name).isGreaterThan(140);
              assertThat(line.within(3.3)).as(line.toString()).isTrue();
            });
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
    assertThat(line.within(3.3)).isFalse();
  }
}
