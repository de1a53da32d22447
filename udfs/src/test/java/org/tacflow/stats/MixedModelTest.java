package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MixedModelTest {
  /**
   * Twelve simulated people, three to five visits each: years and outcome; odd ones are patients.
   */
  private static final String VISITS =
      """
      0: 0.11 9.792; 1.44 11.455; 2.41 12.018; 3.23 13.508
      1: 0.22 12.493; 1.28 13.018; 2.4 14.155; 3.49 15.682; 4.08 16.889
      2: 0.23 10.371; 1.31 11.793; 2.25 12.22
      3: 0.1 9.059; 1 10.977; 2.08 11.159; 3.44 12.39
      4: 0.05 8.194; 1.25 8.158; 2.18 9.927
      5: 0.16 9.184; 1.41 10.951; 2.49 13.457; 3.3 13.681; 4.34 15.027
      6: 0.05 8.45; 1.11 7.572; 2.15 7.204
      7: 0.42 11.578; 1.45 12.116; 2.07 14.21; 3.46 14.657
      8: 0.28 10.901; 1.21 12.402; 2.02 12.158; 3.23 12.817; 4.16 13.728
      9: 0.02 11.496; 1.48 13.231; 2.21 13.943; 3.44 13.892
      10: 0.26 8.848; 1.45 10.455; 2.47 10.977; 3.38 11.135; 4.07 11.909
      11: 0.31 13.469; 1.26 13.829; 2.11 16.685; 3.18 18.539
      """;

  @Test
  void randomSlopeAgreesWithAnIndependentFit() {
    // Dense matrices and Nelder-Mead in numpy 2.4 and scipy 1.17.1; statsmodels 0.15.0 has the same
    // criterion, 130.402497. The optimum is flat, so parameters agree to 1e-5 and the criterion to
    // 1e-8.
    MixedModel model =
        MixedModel.randomSlope(
            visits(), "y", List.of("group", "years", "group:years"), "subject", "years");
    double[] estimates = {9.369872655107, 1.575715298136, 0.61461586129, 0.587535147018};
    double[] errors = {0.542678034194, 0.76562778976, 0.198958362075, 0.272578246335};
    for (int c = 0; c < 4; c++) {
      assertThat(model.coefficients().get(c).estimate()).isCloseTo(estimates[c], within(1e-5));
      assertThat(model.coefficients().get(c).standardError()).isCloseTo(errors[c], within(1e-5));
    }
    assertThat(model.randomSds()[0]).isCloseTo(1.234829569502, within(1e-5));
    assertThat(model.randomSds()[1]).isCloseTo(0.405442923069, within(1e-5));
    assertThat(model.randomCorrelation()).isCloseTo(0.4898408941963298, within(1e-4));
    assertThat(model.residualSd()).isCloseTo(0.5354592921039484, within(1e-5));
    assertThat(model.remlCriterion()).isCloseTo(130.40249677112647, within(1e-8));
    assertThat(model.singular()).isFalse();
    assertThat(model.subjects()).isEqualTo(12);
  }

  @Test
  void balancedDesignHasTheDegreesOfFreedomOfTheAnalysisOfVariance() {
    // In a balanced design REML with Satterthwaite is exact: the group is tested by the t test of
    // the
    // means per person (df = people - 2), the region within people (df = (people - 1)(regions -
    // 1)).
    // Second differences of the criterion with steps of 1e-4 hold four digits.
    Random random = new Random(4);
    Observations rows = balanced(random, 12, 3, 1.0, 0.5);
    MixedModel model = MixedModel.randomIntercept(rows, "y", List.of("group", "region"), "subject");
    double[] patients = new double[6];
    double[] controls = new double[6];
    double[] y = rows.numeric("y");
    for (int i = 0; i < y.length; i++) {
      (i / 3 % 2 == 1 ? patients : controls)[i / 6] += y[i] / 3;
    }
    TwoGroupTest means = TwoGroups.pooled(patients, controls);
    Coefficient group = model.coefficients().get(1);
    assertThat(group.estimate()).isCloseTo(means.difference(), within(1e-8));
    assertThat(group.statistic()).isCloseTo(means.statistic(), within(1e-5));
    assertThat(group.df()).isCloseTo(10, within(0.01));
    assertThat(group.p()).isCloseTo(means.p(), within(1e-4));
    assertThat(model.coefficients().get(2).df()).isCloseTo(22, within(0.02));
  }

  @Test
  void absentPersonEffectIsReportedAsSingular() {
    // Alternating residuals make people more alike than chance, so the best variance is zero and
    // the
    // fit is that of ordinary least squares.
    Observations rows = balanced(new Random(5), 8, 2, 0, 0);
    double[] y = rows.numeric("y");
    for (int i = 0; i < y.length; i++) {
      y[i] += (i % 2 == 0 ? 1 : -1) * (1 + i / 4);
    }
    MixedModel model =
        MixedModel.randomIntercept(rows.replacing("y", y), "y", List.of("group"), "subject");
    LinearModel plain = LinearModel.fit(rows.replacing("y", y), "y", List.of("group"));
    assertThat(model.singular()).isTrue();
    assertThat(model.randomSds()[0]).isZero();
    assertThat(model.residualSd())
        .isCloseTo(Math.sqrt(plain.residualSumOfSquares() / plain.residualDf()), within(1e-10));
    assertThat(model.coefficients().get(1).df()).isInfinite();
  }

  @Test
  void typeOneErrorHoldsWherePlainRegressionFails() {
    // 1,000 null cohorts of 8 people with 3 regions, person effect twice the residual; 5 % ± 2.58
    // binomial standard errors. Regions counted as people reject far more often.
    Random random = new Random(6);
    int mixed = 0;
    int plain = 0;
    for (int cohort = 0; cohort < 1000; cohort++) {
      Observations rows = balanced(random, 8, 3, 2, 0);
      MixedModel model = MixedModel.randomIntercept(rows, "y", List.of("group"), "subject");
      mixed += model.coefficients().get(1).p() < 0.05 ? 1 : 0;
      plain +=
          LinearModel.fit(rows, "y", List.of("group")).coefficient("groupAD").p() < 0.05 ? 1 : 0;
    }
    assertThat((double) mixed).isCloseTo(50, within(2.58 * Math.sqrt(47.5)));
    assertThat(plain).isGreaterThan(150);
  }

  @Test
  void oneRowPerPersonAndConfoundedColumnsHaveAReason() {
    Observations one = balanced(new Random(7), 6, 1, 1, 0);
    assertThat(MixedModel.randomIntercept(one, "y", List.of("group"), "subject").reason())
        .isEqualTo("no subject has two rows");
    Observations rows = balanced(new Random(7), 6, 2, 1, 0);
    Observations twice = rows.withFactor("site", rows.factor("group"));
    assertThat(MixedModel.randomIntercept(twice, "y", List.of("group", "site"), "subject").reason())
        .contains("siteHC");
  }

  /** People alternate between controls and patients; rows run by person, then region. */
  private static Observations balanced(
      Random random, int people, int regions, double personSd, double groupEffect) {
    int n = people * regions;
    List<String> keys = new ArrayList<>();
    List<String> subject = new ArrayList<>();
    List<String> region = new ArrayList<>();
    List<String> group = new ArrayList<>();
    double[] y = new double[n];
    for (int s = 0; s < people; s++) {
      double person = personSd * random.nextGaussian();
      for (int r = 0; r < regions; r++) {
        int i = s * regions + r;
        keys.add(s + " " + r);
        subject.add("s" + s);
        region.add("r" + r);
        group.add(s % 2 == 0 ? "HC" : "AD");
        y[i] = 3 + person + 0.2 * r + (s % 2) * groupEffect + random.nextGaussian();
      }
    }
    return Observations.of(keys)
        .withNumeric("y", y)
        .withFactor("subject", subject)
        .withFactor("region", region)
        .withFactor("group", group, Arrays.asList("HC", "AD"));
  }

  private static Observations visits() {
    List<String> keys = new ArrayList<>();
    List<String> subject = new ArrayList<>();
    List<Double> group = new ArrayList<>();
    List<Double> years = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (String line : VISITS.strip().split("\\n")) {
      String[] person = line.strip().split(": ");
      for (String visit : person[1].split("; ")) {
        keys.add(person[0] + " " + visit);
        subject.add(person[0]);
        group.add(Integer.parseInt(person[0]) % 2.0);
        years.add(Double.parseDouble(visit.split(" ")[0]));
        y.add(Double.parseDouble(visit.split(" ")[1]));
      }
    }
    return Observations.of(keys)
        .withNumeric("y", y.stream().mapToDouble(Double::doubleValue).toArray())
        .withNumeric("years", years.stream().mapToDouble(Double::doubleValue).toArray())
        .withNumeric("group", group.stream().mapToDouble(Double::doubleValue).toArray())
        .withFactor("subject", subject);
  }
}
