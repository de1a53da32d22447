package org.tacflow.stats;

import static org.tacflow.stats.NullCohort.adjusted;
import static org.tacflow.stats.NullCohort.levels;
import static org.tacflow.stats.NullCohort.normal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * How often every test of the product says yes where there is nothing.
 *
 * <p>Cohort c of a test is drawn from c and the name of the test. Outcome and score of {@code
 * adjusted} follow age and genotype and not each other, so that a test that forgets its covariates
 * shows. Two lines deviate for a known reason. The normal p of a meta-analysis takes tau² for
 * known: of 4000 cohorts with ten studies, Knapp-Hartung rejects 4.8 %. Freedman and Lane permute
 * residuals, which are exchangeable only nearly; over 216 voxels of 18 people with two covariates
 * fewer p than expected lie near 1. Without covariates they are uniform (KS p 0.98 and 0.77).
 *
 * <p>Run it by {@code mvn -q -Pbench -pl udfs test-compile exec:exec -Dexec.skip=false
 * -Dbench.main=org.tacflow.stats.TypeOneTable -Dbench.arguments=1000}.
 */
final class TypeOneTable {
  static final List<String> HELD = List.of("genotype", "age");

  private TypeOneTable() {}

  /**
   * What one test did over all cohorts.
   *
   * @param name the test
   * @param cohorts cohorts in which it gave a p
   * @param rejected of those with p at most 0.05
   * @param uniformity p of Kolmogorov and Smirnov that all p are uniform
   */
  record Line(String name, int cohorts, int rejected, double uniformity) {
    double share() {
      return (double) rejected / cohorts;
    }

    /** Whether the share lies within some standard errors of 5 %. */
    boolean within(double standardErrors) {
      return Math.abs(share() - 0.05) <= standardErrors * Math.sqrt(0.05 * 0.95 / cohorts);
    }
  }

  /** Tests by name; each makes its cohort from a random source and returns its p. */
  static Map<String, Function<Random, Double>> tests() {
    Map<String, Function<Random, Double>> tests = new LinkedHashMap<>();
    tests.put("Pearson", r -> Correlations.pearson(normal(r, 24), normal(r, 24)).p());
    tests.put("Spearman", r -> Correlations.spearman(normal(r, 24), normal(r, 24)).p());
    tests.put("Kendall", r -> Correlations.kendall(normal(r, 24), normal(r, 24)).p());
    tests.put("Kendall, ties", r -> Correlations.kendall(normal(r, 24), levels(r, 24)).p());
    tests.put("partial Pearson", r -> partial(adjusted(r, 30), CorrelationMethod.PEARSON));
    tests.put("partial Spearman", r -> partial(adjusted(r, 30), CorrelationMethod.SPEARMAN));
    tests.put("Pearson by genotype, pooled", TypeOneTable::pooled);
    tests.put("Welch, unequal n and sd", TypeOneTable::welch);
    tests.put("Mann-Whitney, exact", r -> TwoGroups.mannWhitney(normal(r, 10), normal(r, 14)).p());
    tests.put("Mann-Whitney, ties", r -> TwoGroups.mannWhitney(levels(r, 30), levels(r, 40)).p());
    tests.put("ANCOVA, type II", TypeOneTable::ancova);
    tests.put("ANCOVA, interaction, type III", TypeOneTable::interaction);
    tests.put("linear model, score", TypeOneTable::linear);
    tests.put("logistic, Wald, n = 60", TypeOneTable::logistic);
    tests.put("mixed, group over 3 visits", r -> mixed(r, "groupB"));
    tests.put("mixed, time", r -> mixed(r, "time"));
    tests.put("meta-analysis, DL, 10 studies", r -> meta(r, true).p());
    tests.put("meta-analysis, REML, 10 studies", r -> meta(r, false).p());
    tests.put("Knapp-Hartung, DL, 10 studies", r -> meta(r, true).knappHartungP());
    tests.put("permutation, exact, n = 6", r -> permuted(adjusted(r, 6), List.of(), 720));
    tests.put("Freedman-Lane, 199 orders", r -> permuted(adjusted(r, 20), HELD, 199));
    tests.put("max-T over 5 regions", TypeOneTable::familyWise);
    tests.put("Benjamini-Hochberg, any of 20", TypeOneTable::anyDiscovery);
    tests.put("voxelwise max-T", r -> NullMaps.smallest(r)[0]);
    tests.put("voxelwise TFCE", r -> NullMaps.smallest(r)[1]);
    tests.put("voxelwise cluster mass", r -> NullMaps.smallest(r)[2]);
    return tests;
  }

  /** Runs one test over the seeds 1, 2, 3 … */
  static Line line(String name, Function<Random, Double> test, int cohorts) {
    List<Double> values = new ArrayList<>();
    for (int seed = 1; seed <= cohorts; seed++) {
      // Neighbouring seeds of java.util.Random begin alike; the multiplier sets them apart.
      double p = test.apply(new Random(seed * 0x9e3779b97f4a7c15L + name.hashCode()));
      if (!Double.isNaN(p)) {
        values.add(p);
      }
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int rejected = (int) Arrays.stream(sorted).filter(p -> p <= 0.05 + 1e-12).count();
    return new Line(name, sorted.length, rejected, KolmogorovSmirnov.uniformity(sorted));
  }

  /** Prints the table. */
  public static void main(String[] arguments) {
    int cohorts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    System.out.println("| test | cohorts | p <= 0.05 (%) | within 95 % | uniform, KS p |");
    System.out.println("|---|---|---|---|---|");
    for (Map.Entry<String, Function<Random, Double>> test : tests().entrySet()) {
      Line line = line(test.getKey(), test.getValue(), cohorts);
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.1f | %s | %.3f |%n",
          line.name(),
          line.cohorts(),
          100 * line.share(),
          line.within(1.96) ? "yes" : "no",
          line.uniformity());
      System.out.flush();
    }
    System.out.printf(
        Locale.ROOT,
        "%nFalse discoveries among the discoveries, 15 of 20 null: %.2f %%%n",
        100 * falseDiscoveryRate(cohorts));
  }

  /** Mean share of false discoveries by Benjamini-Hochberg at 5 %, 5 of 20 tests with an effect. */
  static double falseDiscoveryRate(int cohorts) {
    double sum = 0;
    for (int seed = 1; seed <= cohorts; seed++) {
      Random random = new Random(seed);
      double[] p = new double[20];
      double[] x = normal(random, 24);
      for (int test = 0; test < 20; test++) {
        double[] y = normal(random, 24);
        for (int i = 0; i < 24; i++) {
          y[i] += test < 5 ? x[i] : 0;
        }
        p[test] = Correlations.pearson(x, y).p();
      }
      double[] adjusted = Multiplicity.adjust(Adjustment.BENJAMINI_HOCHBERG, p);
      long all = Arrays.stream(adjusted).filter(q -> q <= 0.05).count();
      long wrong = Arrays.stream(adjusted, 5, 20).filter(q -> q <= 0.05).count();
      sum += all == 0 ? 0 : (double) wrong / all;
    }
    return sum / cohorts;
  }

  private static double partial(Observations rows, CorrelationMethod method) {
    Covariates held = rows.covariates(HELD.toArray(String[]::new));
    return method == CorrelationMethod.PEARSON
        ? Correlations.partialPearson(rows.numeric("y"), rows.numeric("x"), held).p()
        : Correlations.partialSpearman(rows.numeric("y"), rows.numeric("x"), held).p();
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

  private static MetaAnalysis meta(Random random, boolean moments) {
    double[] effects = new double[10];
    double[] variances = new double[10];
    for (int study = 0; study < 10; study++) {
      // Fisher's z of studies of 10 to 37 people, which differ by 0.2.
      variances[study] = 1.0 / (7 + 3 * study);
      effects[study] =
          0.2 * random.nextGaussian() + Math.sqrt(variances[study]) * random.nextGaussian();
    }
    return moments
        ? MetaAnalysis.derSimonianLaird(effects, variances)
        : MetaAnalysis.restrictedLikelihood(effects, variances);
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
