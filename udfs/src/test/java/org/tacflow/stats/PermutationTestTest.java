package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PermutationTestTest {
  private static final List<String> OUTCOMES = List.of("log_parietal", "log_cerebellum");

  private final Observations patients =
      GoldenCohort.where(GoldenCohort.all(), "group", "AD")
          .completeCases("log_parietal", "log_cerebellum", "mmse", "genotype", "site", "age")
          .rows();

  @Test
  void statisticIsThePartialCorrelationAndPIsNearItsTTest() {
    // The t test is nearly right here; 20,000 draws leave a standard error below 0.0007 at p =
    // 0.01.
    List<PermutationResult> results = run(patients, "mmse", 20000, "key");
    for (int o = 0; o < 2; o++) {
      Correlation partial =
          Correlations.partialPearson(
              patients.numeric(OUTCOMES.get(o)),
              patients.numeric("mmse"),
              patients.covariates("genotype", "age"));
      PermutationResult result = results.get(o);
      assertThat(result.r()).isCloseTo(partial.r(), within(1e-12));
      assertThat(result.p()).isCloseTo(partial.p(), within(0.01));
      assertThat(result.pFamilyWise()).isBetween(result.p(), 1.0);
      assertThat(result.permutations()).isEqualTo(20001);
      assertThat(result.pMethod()).isEqualTo(PValueMethod.PERMUTATION);
    }
  }

  @Test
  void resultDependsOnTheKeyAndNotOnTheOrderOfRows() {
    int[] reversed = new int[patients.size()];
    Arrays.setAll(reversed, i -> reversed.length - 1 - i);
    List<PermutationResult> forward = run(patients, "mmse", 999, "one");
    assertThat(run(patients.select(reversed), "mmse", 999, "one")).isEqualTo(forward);
    List<PermutationResult> other = run(patients, "age_like", 999, "two");
    assertThat(other).isNotEqualTo(run(patients, "age_like", 999, "one"));
  }

  @Test
  void blocksKeepPeopleWithinTheirSite() {
    // Two sites of two: 2! 2! = 4 orders, of which identity and double swap give |r| = 1.
    Observations four =
        Observations.of(List.of("a", "b", "c", "d"))
            .withNumeric("y", new double[] {1, 2, 3, 4})
            .withNumeric("x", new double[] {1, 2, 3, 4})
            .withFactor("site", List.of("A", "A", "B", "B"));
    PermutationResult blocked =
        PermutationTest.of(four, List.of("y"), "x", List.of(), "site", 100, "k").get(0);
    assertThat(blocked.permutations()).isEqualTo(4);
    assertThat(blocked.pMethod()).isEqualTo(PValueMethod.EXACT);
    assertThat(blocked.p()).isEqualTo(0.25);
    PermutationResult free =
        PermutationTest.of(four, List.of("y"), "x", List.of(), null, 100, "k").get(0);
    assertThat(free.p()).isEqualTo(2 / 24.0);
  }

  @Test
  void familyWiseErrorHoldsOverFiveRegionsAndSingleTestsDoNot() {
    // 1,000 null cohorts of 12 with a covariate that drives everything, 99 orders each: p <= 0.05
    // has
    // probability exactly 5 % under exchangeability; ± 2.58 binomial standard errors.
    Random random = new Random(8);
    List<String> regions = List.of("r0", "r1", "r2", "r3", "r4");
    int family = 0;
    int single = 0;
    int first = 0;
    for (int cohort = 0; cohort < 1000; cohort++) {
      List<PermutationResult> results =
          PermutationTest.of(
              nullCohort(random, regions), regions, "x", List.of("z"), null, 99, "c" + cohort);
      family += results.stream().anyMatch(r -> r.pFamilyWise() <= 0.05) ? 1 : 0;
      single += results.stream().anyMatch(r -> r.p() <= 0.05) ? 1 : 0;
      first += results.get(0).p() <= 0.05 ? 1 : 0;
    }
    double halfWidth = 2.58 * Math.sqrt(47.5);
    assertThat((double) family).isCloseTo(50, within(halfWidth));
    assertThat((double) first).isCloseTo(50, within(halfWidth));
    assertThat(single).isGreaterThan(120);
  }

  @Test
  void outcomesAndVariablesWithoutVarianceHaveAReason() {
    Observations flat = patients.withNumeric("flat", new double[patients.size()]);
    List<PermutationResult> results =
        PermutationTest.of(flat, List.of("flat", "age"), "mmse", List.of(), null, 20, "k");
    assertThat(results.get(0).reason())
        .isEqualTo("flat is constant or explained by the covariates");
    assertThat(results.get(0).p()).isNaN();
    assertThat(results.get(1).reason()).isNull();
    assertThat(PermutationTest.of(flat, OUTCOMES, "flat", List.of(), null, 20, "k").get(1).reason())
        .isEqualTo("flat is constant or explained by the covariates");
    assertThat(
            PermutationTest.of(flat, OUTCOMES, "mmse", List.of("flat"), null, 20, "k")
                .get(0)
                .reason())
        .isEqualTo("covariate flat is constant or a combination of the others");
    assertThatThrownBy(() -> PermutationTest.of(flat, OUTCOMES, "mmse", List.of(), null, 0, "k"))
        .hasMessage("Invalid permutations: 0 (must be >= 1)");
  }

  private static List<PermutationResult> run(
      Observations rows, String variable, int permutations, String key) {
    Observations more = rows.withNumeric("age_like", rows.numeric("cdr_sb"));
    return PermutationTest.of(
        more, OUTCOMES, variable, List.of("genotype", "age"), null, permutations, key);
  }

  private static Observations nullCohort(Random random, List<String> regions) {
    List<String> keys = new ArrayList<>();
    double[] z = new double[12];
    double[] x = new double[12];
    for (int i = 0; i < 12; i++) {
      keys.add("sub-" + (char) ('a' + i));
      z[i] = random.nextGaussian();
      x[i] = z[i] + random.nextGaussian();
    }
    Observations cohort = Observations.of(keys).withNumeric("z", z).withNumeric("x", x);
    for (String region : regions) {
      double[] y = new double[12];
      Arrays.setAll(y, i -> z[i] + random.nextGaussian());
      cohort = cohort.withNumeric(region, y);
    }
    return cohort;
  }
}
