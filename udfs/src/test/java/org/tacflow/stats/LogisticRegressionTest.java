package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private final Observations both =
      GoldenCohort.where(GoldenCohort.all(), "genotype", "HAB", "MAB")
          .completeCases("log_parietal", "group")
          .rows();
  private final DesignMatrix design =
      DesignMatrix.of(both, FactorCoding.TREATMENT, List.of("log_parietal", "genotype"));
  private final double[] patient =
      both.factor("group").stream().mapToDouble(g -> g.equals("AD") ? 1 : 0).toArray();

  @Test
  void maximumAndProfileAgreeWithAnIndependentOptimiser() {
    // scipy 1.17.1, Nelder-Mead on the likelihood and on its profile; the simplex knows the
    // flat top of a likelihood to the root of 1e-14 only, hence 1e-6.
    LogisticRegression fit = LogisticRegression.fit(design, patient);
    check(fit, new double[] {-3.003506791404, 2.398494900084, 0.558538866644});
    assertThat(fit.logLikelihood()).isCloseTo(-26.0540638121351, within(1e-10));
    // statsmodels 0.15.0 Logit.
    double[] se = {1.990390725905, 1.365796135168, 0.72050365399};
    for (int c = 0; c < 3; c++) {
      assertThat(fit.coefficients().get(c).standardError()).isCloseTo(se[c], within(1e-9));
    }
    OddsRatio odds = fit.oddsRatio("log_parietal", 1);
    assertThat(Math.log(odds.profileLow())).isCloseTo(-0.0380587713122276, within(1e-6));
    assertThat(Math.log(odds.profileHigh())).isCloseTo(5.369518272566873, within(1e-6));
  }

  @Test
  void firthAgreesWithAnIndependentOptimiser() {
    LogisticRegression firth = LogisticRegression.firth(design, patient);
    check(firth, new double[] {-2.606501059724, 2.088590187891, 0.508603546797});
    OddsRatio odds = firth.oddsRatio("log_parietal", 0.5);
    assertThat(2 * Math.log(odds.profileLow())).isCloseTo(-0.20231690228218052, within(1e-6));
    assertThat(2 * Math.log(odds.profileHigh())).isCloseTo(4.917779760588499, within(1e-6));
    assertThat(Math.log(odds.ratio())).isCloseTo(2.088590187891 / 2, within(1e-6));
  }

  @Test
  void firthOfATwoByTwoTableAddsOneHalfToEachCell() {
    // An identity of the saturated model: log((a+½)(d+½)/((b+½)(c+½))), also with an empty cell.
    DesignMatrix table = exposure(5, 7);
    double[] outcome = {1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
    LogisticRegression plain = LogisticRegression.fit(table, outcome);
    assertThat(plain.separated()).isTrue();
    assertThat(plain.coefficients()).isEmpty();
    assertThat(plain.logLikelihood()).isNaN();
    assertThat(plain.reason())
        .isEqualTo("the columns separate the outcomes, the odds ratio is infinite (use Firth)");
    assertThatThrownBy(() -> plain.oddsRatio("exposed", 1))
        .hasMessageStartingWith("Cannot give an odds ratio: the columns separate");
    LogisticRegression firth = LogisticRegression.firth(table, outcome);
    assertThat(firth.separated()).isTrue();
    // Exposed: 5 yes, 0 no; not exposed: 2 yes, 5 no.
    assertThat(firth.coefficients().get(1).estimate())
        .isCloseTo(Math.log(5.5 * 5.5 / (0.5 * 2.5)), within(1e-9));
  }

  @Test
  void quasiSeparationAndOverlapAreToldApart() {
    // One tie between yes and no at the border is quasi-complete separation, two crossing are none.
    double[] x = {1, 2, 3, 3, 4, 5};
    DesignMatrix line = numeric(x);
    assertThat(LogisticRegression.fit(line, new double[] {0, 0, 0, 1, 1, 1}).separated()).isTrue();
    LogisticRegression crossing = LogisticRegression.fit(line, new double[] {0, 1, 0, 1, 0, 1});
    assertThat(crossing.separated()).isFalse();
    assertThat(crossing.reason()).isNull();
  }

  @Test
  void outcomesOtherThanNoughtAndOneAreRefused() {
    DesignMatrix line = numeric(new double[] {1, 2, 3, 4});
    assertThatThrownBy(() -> LogisticRegression.fit(line, new double[] {0, 1, 2, 1}))
        .hasMessage("Invalid outcome: 2.0 (must be 0 or 1)");
    assertThat(LogisticRegression.fit(line, new double[] {1, 1, 1, 1}).reason())
        .isEqualTo("the outcome is constant");
    assertThatThrownBy(() -> LogisticRegression.fit(design, patient).oddsRatio("age", 1))
        .hasMessageStartingWith("Invalid coefficient: age (must be one of");
    assertThatThrownBy(() -> LogisticRegression.fit(design, patient).oddsRatio("log_parietal", 0))
        .hasMessage("Invalid unit: 0.0 (must be positive)");
  }

  private static void check(LogisticRegression fit, double[] expected) {
    for (int c = 0; c < expected.length; c++) {
      assertThat(fit.coefficients().get(c).estimate()).isCloseTo(expected[c], within(1e-6));
    }
  }

  private static DesignMatrix exposure(int exposed, int not) {
    double[] x = new double[exposed + not];
    java.util.Arrays.fill(x, 0, exposed, 1);
    return numeric(x);
  }

  private static DesignMatrix numeric(double[] x) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      keys.add("row" + i);
    }
    return DesignMatrix.of(
        Observations.of(keys).withNumeric("exposed", x),
        FactorCoding.TREATMENT,
        List.of("exposed"));
  }
}
