package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearModelTest {
  private final Observations both =
      GoldenCohort.where(GoldenCohort.all(), "genotype", "HAB", "MAB")
          .completeCases("log_parietal", "group", "age", "site", "genotype")
          .rows();

  @Test
  void typeTwoAndThreeAgreeWithStatsmodelsForThreeSites() {
    // statsmodels 0.15.0, anova_lm(lp ~ C(site,Sum)*C(group,Sum) + age), printed to 12 digits.
    List<String> terms = List.of("site", "group", "age", "site:group");
    double[] two = {1.44515593362, 2.46766055995, 0.0105996006144, 0.10832935384};
    double[] three = {1.54941065248, 2.46215432084, 0.0105996006144, 0.10832935384};
    for (int t = 0; t < terms.size(); t++) {
      TermTest typeTwo = AnalysisOfVariance.typeTwo(both, "log_parietal", terms).get(t);
      TermTest typeThree = AnalysisOfVariance.typeThree(both, "log_parietal", terms).get(t);
      assertThat(typeTwo.f()).isCloseTo(two[t], within(1e-9));
      assertThat(typeThree.f()).isCloseTo(three[t], within(1e-9));
      assertThat(typeTwo.errorDf()).isEqualTo(35);
    }
    TermTest site = AnalysisOfVariance.typeThree(both, "log_parietal", terms).get(0);
    assertThat(site.df()).isEqualTo(2);
    assertThat(site.p()).isCloseTo(0.226589004018, within(1e-11));
  }

  @Test
  void typeTwoDoesNotDependOnTheOrderOfTerms() {
    TermTest first =
        AnalysisOfVariance.typeTwo(both, "log_parietal", List.of("group", "genotype")).get(0);
    TermTest last =
        AnalysisOfVariance.typeTwo(both, "log_parietal", List.of("genotype", "group")).get(1);
    assertThat(first.f()).isCloseTo(last.f(), within(1e-10));
  }

  @Test
  void scoreOfTheLinearModelEqualsThePartialCorrelation() {
    Observations ad = GoldenCohort.where(both, "group", "AD").completeCases("mmse").rows();
    Coefficient score =
        LinearModel.fit(ad, "log_parietal", List.of("site", "age", "mmse")).coefficient("mmse");
    Correlation partial =
        Correlations.partialPearson(
            ad.numeric("log_parietal"), ad.numeric("mmse"), ad.covariates("site", "age"));
    assertThat(partial.covariates()).isEqualTo(3);
    assertThat(partial.t()).isCloseTo(score.statistic(), within(1e-10));
    assertThat(partial.df()).isEqualTo((int) score.df());
    assertThat(partial.p()).isCloseTo(score.p(), within(1e-12));
  }

  @Test
  void confoundedColumnsHaveAReasonThatNamesThem() {
    Observations confounded =
        both.withFactor(
            "scanner",
            both.factor("group").stream().map(g -> g.equals("AD") ? "S2" : "S1").toList());
    LinearModel model = LinearModel.fit(confounded, "log_parietal", List.of("scanner", "group"));
    assertThat(model.reason())
        .isEqualTo("column groupAD is constant or a combination of the others");
    assertThat(model.coefficients()).isEmpty();
    assertThat(model.residualSumOfSquares()).isNaN();
    GroupContrast contrast =
        GroupContrast.adjusted(
            confounded, "vt_parietal", OutcomeScale.LOG, "group", "HC", "AD", List.of("scanner"));
    assertThat(contrast.reason()).startsWith("column groupAD is constant or a combination");
    assertThat(contrast.percent()).isNaN();
    assertThat(
            AnalysisOfVariance.typeTwo(confounded, "log_parietal", List.of("scanner", "group"))
                .get(1)
                .reason())
        .contains("groupAD");
  }

  @Test
  void contrastWithoutCovariatesIsTheDifferenceOfMeans() {
    GroupContrast linear =
        GroupContrast.adjusted(
            both, "vt_parietal", OutcomeScale.LINEAR, "group", "HC", "AD", List.of());
    TwoGroupTest pooled =
        TwoGroups.pooled(
            GoldenCohort.where(both, "group", "AD").numeric("vt_parietal"),
            GoldenCohort.where(both, "group", "HC").numeric("vt_parietal"));
    assertThat(linear.difference().estimate()).isCloseTo(pooled.difference(), within(1e-12));
    assertThat(linear.difference().p()).isCloseTo(pooled.p(), within(1e-12));
    assertThat(linear.difference().ciLow()).isCloseTo(pooled.ciLow(), within(1e-11));
    assertThat(linear.percent()).isNaN();
    assertThat(linear.nGroup() + linear.nReference()).isEqualTo(both.size());
  }

  @Test
  void outcomeWithoutLogarithmAndAbsentGroupHaveAReason() {
    double[] values = both.numeric("vt_parietal");
    values[3] = 0;
    GroupContrast zero =
        GroupContrast.adjusted(
            both.replacing("vt_parietal", values),
            "vt_parietal",
            OutcomeScale.LOG,
            "group",
            "HC",
            "AD",
            List.of());
    assertThat(zero.reason())
        .isEqualTo("vt_parietal of " + both.keys().get(3) + " is 0.0, not positive");
    assertThat(
            GroupContrast.adjusted(
                    both, "vt_parietal", OutcomeScale.LOG, "group", "HC", "PD", List.of())
                .reason())
        .isEqualTo("no row of group PD");
  }

  @Test
  void designRefusesWhatItCannotBuild() {
    assertThatThrownBy(
            () -> LinearModel.fit(both, "log_parietal", List.of("group", "group:genotype")))
        .hasMessage("Cannot build term group:genotype: genotype must be a term before it");
    assertThatThrownBy(
            () -> LinearModel.fit(GoldenCohort.all(), "log_cerebellum", List.of("genotype")))
        .hasMessage("Invalid factor genotype: a label is missing (must be complete cases)");
    assertThatThrownBy(
            () -> LinearModel.fit(both, "log_parietal", List.of("age")).coefficient("sex"))
        .hasMessage("Invalid coefficient: sex (must be one of [(Intercept), age])");
  }
}
