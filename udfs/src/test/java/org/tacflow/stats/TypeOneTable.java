package org.tacflow.stats;

import static org.tacflow.stats.NullCohort.normal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * How often every test of the product says yes where there is nothing.
 *
 * <p>Cohort c of a test is drawn from c and the name of the test. What the table showed is said
 * below it, see {@link #FOUND}.
 *
 * <p>Run it by {@code mvn -q -Pbench -pl udfs test-compile exec:exec -Dexec.skip=false
 * -Dbench.main=org.tacflow.stats.TypeOneTable -Dbench.arguments=1000}; a second argument, such as
 * {@code 20000 voxelwise}, keeps the tests whose names hold it.
 */
final class TypeOneTable {
  /** What the table says beyond its numbers. */
  private static final String FOUND =
      """
      Partial Spearman tests whether ranks correlate beyond what is linear in the ranks of the
      covariates. Where the score follows none of them, p is uniform. Where score and outcome both
      follow age strongly, here r 0.74 with the covariates, independent people of one age have a
      partial rank correlation of 0.02 to 0.05 all the same, and p <= 0.05 in 6 to 7 % of cohorts,
      more as n grows: no p mends it, since what is estimated is not 0. Partial Pearson does not
      have it, and is what agreement with published findings rests on (doi:10.1111/biom.12812).

      Freedman and Lane permute residuals, which are exchangeable only nearly. For one outcome p is
      uniform. The largest of many voxels shares the geometry of one design, which varies between
      orders but not in the cohort at hand: p near 1 are rarer than they should be, in 18 people
      with two covariates above 0.7, in 36 people no more; p <= 0.05 in 5.2 to 5.5 of 100 cohorts.
      Without covariates p is uniform at any n.

      The normal p of a meta-analysis takes tau2 for known: of 10,000 cohorts 6.6, 7.4 and 6.3 % with
      3, 10 and 30 studies. Published p and intervals are those of Knapp and Hartung: 4.2 %, below 5
      as the error is never taken smaller than the usual one (doi:10.1186/1471-2288-14-25).
      """;

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

    /** Whether the share lies within some standard errors of 5 %, above or below. */
    String side(double standardErrors) {
      double away = (share() - 0.05) / Math.sqrt(0.05 * 0.95 / cohorts);
      if (Math.abs(away) <= standardErrors) {
        return "within";
      }
      return away > 0 ? "above" : "below";
    }
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
    String part = arguments.length > 1 ? arguments[1] : "";
    System.out.println("Tests that hold their level:\n");
    print(NullTests.holding(), cohorts, part);
    System.out.println("\nTests that are known not to, and are published beside one that does:\n");
    print(NullTests.deviating(), cohorts, part);
    if (part.isEmpty()) {
      System.out.printf(
          Locale.ROOT,
          "%nFalse discoveries among the discoveries, 15 of 20 null: %.2f %%%n",
          100 * falseDiscoveryRate(cohorts));
    }
    System.out.println("\n" + FOUND);
  }

  private static void print(Map<String, Function<Random, Double>> tests, int cohorts, String part) {
    System.out.println(
        "| test | cohorts | p <= 0.05 (%) | against the binomial 95 % | uniform, KS p |");
    System.out.println("|---|---|---|---|---|");
    for (Map.Entry<String, Function<Random, Double>> test : tests.entrySet()) {
      if (test.getKey().contains(part)) {
        Line line = line(test.getKey(), test.getValue(), cohorts);
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %.1f | %s | %.3f |%n",
            line.name(),
            line.cohorts(),
            100 * line.share(),
            line.side(1.96),
            line.uniformity());
        System.out.flush();
      }
    }
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
}
