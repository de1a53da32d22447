package org.tacflow.stats;

import static org.tacflow.stats.NullCohort.adjusted;
import static org.tacflow.stats.NullCohort.levels;
import static org.tacflow.stats.NullCohort.normal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Every test of the product on cohorts without an effect: each makes its cohort and returns its p.
 *
 * <p>Outcome and score of {@code adjusted} follow age and genotype and not each other, so that a
 * test that forgets its covariates shows.
 */
final class NullTests {
  static final List<String> HELD = List.of("genotype", "age");

  private NullTests() {}

  /** Tests by name that say yes in 5 of 100 cohorts. */
  static Map<String, Function<Random, Double>> holding() {
    Map<String, Function<Random, Double>> tests = new LinkedHashMap<>();
    tests.put("Pearson", r -> Correlations.pearson(normal(r, 24), normal(r, 24)).p());
    tests.put("Spearman", r -> Correlations.spearman(normal(r, 24), normal(r, 24)).p());
    tests.put("Kendall", r -> Correlations.kendall(normal(r, 24), normal(r, 24)).p());
    tests.put("Kendall, ties", r -> Correlations.kendall(normal(r, 24), levels(r, 24)).p());
    tests.put("partial Pearson", r -> partial(adjusted(r, 30), CorrelationMethod.PEARSON));
    tests.put("partial Spearman, free score", r -> ranked(adjusted(r, 30), normal(r, 30)));
    tests.put("Pearson by genotype, pooled", NullTests::pooled);
    tests.put("Welch, unequal n and sd", NullTests::welch);
    tests.put("Mann-Whitney, exact", r -> TwoGroups.mannWhitney(normal(r, 10), normal(r, 14)).p());
    tests.put("Mann-Whitney, ties", r -> TwoGroups.mannWhitney(levels(r, 30), levels(r, 40)).p());
    tests.put("ANCOVA, type II", NullTests::ancova);
    tests.put("ANCOVA, interaction, type III", NullTests::interaction);
    tests.put("linear model, score", NullTests::linear);
    tests.put("logistic, Wald, n = 60", NullTests::logistic);
    tests.put("mixed, group over 3 visits", r -> mixed(r, "groupB"));
    tests.put("mixed, time", r -> mixed(r, "time"));
    tests.put("meta-analysis, REML, 10 studies", r -> restricted(NullStudies.of(r, 10)).p());
    tests.put("meta-analysis, DL, 10 studies", r -> moments(NullStudies.of(r, 10)).p());
    tests.put("permutation, exact, n = 6", r -> permuted(adjusted(r, 6), List.of(), 720));
    tests.put("Freedman-Lane, 199 orders", r -> permuted(adjusted(r, 20), HELD, 199));
    tests.put("max-T over 5 regions", NullTests::familyWise);
    tests.put("Benjamini-Hochberg, any of 20", NullTests::anyDiscovery);
    tests.put("voxelwise max-T", r -> NullMaps.smallestOfT(r, 18, List.of()));
    tests.put("voxelwise max-T, 2 covariates", r -> NullMaps.smallestOfT(r, 18, HELD));
    tests.put("voxelwise max-T, 2 covariates, n = 36", r -> NullMaps.smallestOfT(r, 36, HELD));
    tests.put("voxelwise TFCE", r -> NullMaps.smallest(r)[1]);
    tests.put("voxelwise cluster mass", r -> NullMaps.smallest(r)[2]);
    return tests;
  }

  /**
   * Tests by name that say yes more often, for a known reason.
   *
   * <p>The partial correlation of ranks is not 0 where the scores of people of one age and genotype
   * are independent but the ranks follow the covariates along a curve. The normal p of a
   * meta-analysis takes tau² for known.
   */
  static Map<String, Function<Random, Double>> deviating() {
    Map<String, Function<Random, Double>> tests = new LinkedHashMap<>();
    for (int n : new int[] {12, 30, 120}) {
      tests.put(
          "partial Spearman, both follow, n = " + n,
          r -> partial(adjusted(r, n), CorrelationMethod.SPEARMAN));
    }
    for (int k : new int[] {3, 10, 30}) {
      tests.put(
          "normal p, DL, %d studies".formatted(k), r -> moments(NullStudies.of(r, k)).normalP());
    }
    return tests;
  }

  private static double partial(Observations rows, CorrelationMethod method) {
    Covariates held = rows.covariates(HELD.toArray(String[]::new));
    return method == CorrelationMethod.PEARSON
        ? Correlations.partialPearson(rows.numeric("y"), rows.numeric("x"), held).p()
        : Correlations.partialSpearman(rows.numeric("y"), rows.numeric("x"), held).p();
  }

  /** Of a score that follows nothing. */
  private static double ranked(Observations rows, double[] score) {
    return Correlations.partialSpearman(
            rows.numeric("y"), score, rows.covariates(HELD.toArray(String[]::new)))
        .p();
  }

  private static MetaAnalysis moments(NullStudies studies) {
    return MetaAnalysis.derSimonianLaird(studies.effects(), studies.variances());
  }

  private static MetaAnalysis restricted(NullStudies studies) {
    return MetaAnalysis.restrictedLikelihood(studies.effects(), studies.variances());
  }

  private static double pooled(Random r) {
    return PooledCorrelation.of(
            List.of(
                Correlations.pearson(normal(r, 14), normal(r, 14)),
                Correlations.pearson(normal(r, 12), normal(r, 12))))
        .p();
  }

  private static double welch(Random r) {
    return TwoGroups.welch(normal(r, 12), Arrays.stream(normal(r, 30)).map(v -> 3 * v).toArray())
        .p();
  }

  private static double ancova(Random r) {
    List<String> terms = List.of("genotype", "age", "group");
    return AnalysisOfVariance.typeTwo(adjusted(r, 30), "y", terms).get(2).p();
  }

  private static double interaction(Random r) {
    List<String> terms = List.of("genotype", "group", "group:genotype");
    return AnalysisOfVariance.typeThree(adjusted(r, 30), "y", terms).get(2).p();
  }

  private static double linear(Random r) {
    return LinearModel.fit(adjusted(r, 30), "y", List.of("genotype", "age", "x"))
        .coefficient("x")
        .p();
  }

  private static double logistic(Random r) {
    Observations rows = adjusted(r, 60);
    double[] progressed = new double[60];
    Arrays.setAll(progressed, i -> r.nextInt(2));
    LogisticRegression model =
        LogisticRegression.fit(
            DesignMatrix.of(rows, FactorCoding.TREATMENT, List.of("x")), progressed);
    return model.reason() == null ? model.coefficients().get(1).p() : Double.NaN;
  }

  private static double mixed(Random random, String term) {
    Observations rows = NullCohort.visits(random);
    return MixedModel.randomIntercept(rows, "y", List.of("group", "time"), "subject")
        .coefficients()
        .stream()
        .filter(c -> c.name().equals(term))
        .findFirst()
        .orElseThrow()
        .p();
  }

  private static double permuted(Observations rows, List<String> held, int permutations) {
    String key = Arrays.toString(rows.numeric("x"));
    return PermutationTest.of(rows, List.of("y"), "x", held, null, permutations, key).get(0).p();
  }

  private static double familyWise(Random random) {
    Observations rows = adjusted(random, 20);
    List<String> regions = new ArrayList<>();
    double[] shared = normal(random, 20);
    for (int region = 0; region < 5; region++) {
      double[] values = rows.numeric("y");
      for (int i = 0; i < 20; i++) {
        values[i] += shared[i] + random.nextGaussian();
      }
      regions.add("r" + region);
      rows = rows.withNumeric("r" + region, values);
    }
    String key = Arrays.toString(shared);
    return PermutationTest.of(rows, regions, "x", HELD, null, 199, key).stream()
        .mapToDouble(PermutationResult::pFamilyWise)
        .min()
        .getAsDouble();
  }

  private static double anyDiscovery(Random random) {
    double[] p = new double[20];
    Arrays.setAll(p, i -> Correlations.pearson(normal(random, 24), normal(random, 24)).p());
    return Arrays.stream(Multiplicity.adjust(Adjustment.BENJAMINI_HOCHBERG, p)).min().getAsDouble();
  }
}
