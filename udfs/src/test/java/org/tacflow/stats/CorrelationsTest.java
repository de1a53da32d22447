package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorrelationsTest {
  private static final double[] X = {2.1, 3.4, 1.9, 5.6, 4.4, 3.9};
  private static final double[] Y = {28, 25, 27, 20, 24, 21};

  @Test
  void constantColumnHasAReasonAndNoNumber() {
    double[] constant = {7, 7, 7, 7, 7, 7};
    for (CorrelationMethod method :
        List.of(CorrelationMethod.PEARSON, CorrelationMethod.SPEARMAN, CorrelationMethod.KENDALL)) {
      Correlation c = Correlations.of(method, X, constant, Covariates.none());
      assertThat(c.reason()).isEqualTo("y is constant");
      assertThat(c.defined()).isFalse();
      assertThat(new double[] {c.r(), c.t(), c.p(), c.ciLow(), c.ciHigh()})
          .containsOnly(Double.NaN);
    }
    double[] rounded = {0.1 + 0.2, 0.3, 0.3, 0.1 + 0.2, 0.3, 0.3};
    assertThat(Correlations.pearson(rounded, Y).reason()).isEqualTo("x is constant");
  }

  @Test
  void fewerThanFourPairsHaveNoInterval() {
    Correlation three = Correlations.pearson(new double[] {1, 2, 4}, new double[] {2, 3, 1});
    assertThat(three.defined()).isTrue();
    assertThat(three.ciLow()).isNaN();
    assertThat(three.p()).isBetween(0.0, 1.0);
    assertThat(Correlations.pearson(new double[] {1, 2}, new double[] {2, 3}).reason())
        .isEqualTo("n = 2 (must be >= 3)");
    Covariates one = Covariates.none().withNumeric("age", new double[] {60, 71, 64, 70});
    Correlation partial =
        Correlations.partialPearson(new double[] {1, 2, 4, 3}, new double[] {2, 3, 1, 7}, one);
    assertThat(partial.defined()).isTrue();
    assertThat(partial.ciLow()).isNaN();
  }

  @Test
  void perfectCorrelationHasPointInterval() {
    Correlation c =
        Correlations.pearson(X, IntStream.range(0, 6).mapToDouble(i -> -3 * X[i]).toArray());
    assertThat(c.r()).isEqualTo(-1);
    assertThat(c.p()).isZero();
    assertThat(c.ciLow()).isEqualTo(-1);
    assertThat(c.ciHigh()).isEqualTo(-1);
  }

  @Test
  void constantAndDependentCovariatesAreNamed() {
    Covariates dependent =
        Covariates.none()
            .withNumeric("age", new double[] {1, 2, 3, 4, 5, 7})
            .withNumeric("months", new double[] {12, 24, 36, 48, 60, 84});
    assertThat(Correlations.partialPearson(X, Y, dependent).reason())
        .isEqualTo("covariate months is constant or a combination of the others");
    Covariates constant = Covariates.none().withNumeric("age", new double[] {5, 5, 5, 5, 5, 5});
    assertThat(Correlations.partialSpearman(X, Y, constant).reason())
        .isEqualTo("covariate age is constant or a combination of the others");
  }

  @Test
  void variableExplainedByCovariatesHasNoPartialCorrelation() {
    Covariates scaled =
        Covariates.none()
            .withNumeric("copy", IntStream.range(0, 6).mapToDouble(i -> 1e6 + 3 * X[i]).toArray());
    assertThat(Correlations.partialPearson(X, Y, scaled).reason())
        .isEqualTo("the covariates explain x entirely");
    assertThat(Correlations.partialPearson(Y, X, scaled).reason())
        .isEqualTo("the covariates explain y entirely");
  }

  @Test
  void factorOfOneLevelAddsNoColumn() {
    Covariates single = Covariates.none().withFactor("genotype", List.of("HAB", "HAB", "HAB"));
    assertThat(single.size()).isZero();
    Covariates three = Covariates.none().withFactor("g", List.of("LAB", "HAB", "MAB", "HAB"));
    assertThat(three.names()).containsExactly("gLAB", "gMAB");
  }

  @Test
  void missingValuesAreRefusedAtTheDoor() {
    assertThatThrownBy(() -> Correlations.pearson(X, new double[] {1, 2, Double.NaN, 4, 5, 6}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid y: NaN in row 2 (must be finite; remove incomplete cases first)");
    assertThatThrownBy(() -> Correlations.pearson(X, new double[5]))
        .hasMessage("Invalid length of y: 5 (must be 6)");
    assertThatThrownBy(
            () ->
                Correlations.of(
                    CorrelationMethod.PEARSON, X, Y, Covariates.none().withNumeric("age", Y)))
        .hasMessage("Invalid covariates of PEARSON: [age] (must be none)");
  }

  @Test
  void kendallWithoutTiesIsExact() {
    // All 720 orders of six values: the truth by enumeration, no distribution theory.
    Correlation c = Correlations.kendall(X, Y);
    int[] counts = new int[2];
    enumerate(Y.clone(), 0, Math.abs(c.r()), counts);
    assertThat(counts[1]).isEqualTo(720);
    assertThat(c.pMethod()).isEqualTo(PValueMethod.EXACT);
    assertThat(c.p()).isCloseTo(counts[0] / 720.0, within(1e-12));
  }

  @Test
  void partialPearsonHoldsItsTypeOneError() {
    // 1,000 null cohorts of 14 with a strong genotype effect on both variables; 5 % ± 2.58 binomial
    // standard errors. df n - 2 in place of n - 2 - k, or no adjustment, leaves the interval.
    Random random = new Random(1);
    int rejected = 0;
    int unadjusted = 0;
    for (int cohort = 0; cohort < 1000; cohort++) {
      double[] x = new double[14];
      double[] y = new double[14];
      double[][] z = new double[4][14];
      for (int i = 0; i < 14; i++) {
        for (double[] column : z) {
          column[i] = random.nextGaussian();
        }
        x[i] = random.nextGaussian() + 2 * z[0][i];
        y[i] = random.nextGaussian() + 2 * z[0][i];
      }
      Covariates covariates = Covariates.none();
      for (int c = 0; c < z.length; c++) {
        covariates = covariates.withNumeric("z" + c, z[c]);
      }
      rejected += Correlations.partialPearson(x, y, covariates).p() < 0.05 ? 1 : 0;
      unadjusted += Correlations.pearson(x, y).p() < 0.05 ? 1 : 0;
    }
    double halfWidth = 2.58 * Math.sqrt(1000 * 0.05 * 0.95);
    assertThat((double) rejected).isCloseTo(50, within(halfWidth));
    assertThat(unadjusted).isGreaterThan(500);
  }

  private static void enumerate(double[] y, int at, double observed, int[] counts) {
    if (at == y.length) {
      int balance = 0;
      for (int i = 0; i < y.length; i++) {
        for (int j = 0; j < i; j++) {
          balance += (int) (Math.signum(X[i] - X[j]) * Math.signum(y[i] - y[j]));
        }
      }
      counts[0] += Math.abs(balance / 15.0) >= observed - 1e-12 ? 1 : 0;
      counts[1]++;
      return;
    }
    for (int i = at; i < y.length; i++) {
      double held = y[at];
      y[at] = y[i];
      y[i] = held;
      enumerate(y, at + 1, observed, counts);
      y[i] = y[at];
      y[at] = held;
    }
  }
}
