package org.tacflow.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.tacflow.stats.Coefficient;
import org.tacflow.stats.Correlation;
import org.tacflow.stats.Correlations;
import org.tacflow.stats.DesignMatrix;
import org.tacflow.stats.FactorCoding;
import org.tacflow.stats.GroupContrast;
import org.tacflow.stats.LogisticRegression;
import org.tacflow.stats.MixedModel;
import org.tacflow.stats.Observations;
import org.tacflow.stats.OutcomeScale;
import org.tacflow.stats.Power;

/**
 * What the product's statistics say of each finding of the recipe, over many seeds.
 *
 * <p>A label is the side of 0 on which the 95 % interval lies, or none when it holds 0, as the
 * evidence table reads it. A row is testable when what is planted reaches the smallest effect that
 * the product states for this n at 80 % power; a planted 0 is a null.
 */
final class RecipeTable {
  private static final double POWER = 0.8;
  private static final double LEVEL = 0.05;

  private RecipeTable() {}

  /** How a row of the recipe came out. */
  enum Standing {
    /** Planted, and large enough for this n. */
    TESTABLE,
    /** Planted, and smaller than what this n can show. */
    TOO_SMALL,
    /** Nothing is planted. */
    NULL,
    /** Too few people for a test. */
    CASES
  }

  /** Labels of one row over the seeds, with and without the genotype. */
  record Tally(RecipeRow row, Standing standing, int seeds, int asPlanted, int wrong, int blind) {
    double share() {
      return (double) asPlanted / seeds;
    }
  }

  /** The tally of one row over the seeds 1, 2, 3 … */
  static Tally tally(RecipeRow row, int seeds) {
    Standing standing = standing(row);
    if (standing == Standing.CASES) {
      return new Tally(row, standing, seeds, 0, 0, 0);
    }
    int right = 0;
    int wrong = 0;
    int blind = 0;
    int expected = expected(row);
    for (int seed = 1; seed <= seeds; seed++) {
      long start = seed * 0x9e3779b97f4a7c15L + row.toString().hashCode();
      int label = label(row, new Random(start), true);
      right += label == expected ? 1 : 0;
      wrong += label != 0 && label == -expected ? 1 : 0;
      blind += label(row, new Random(start), false) == expected ? 1 : 0;
    }
    return new Tally(row, standing, seeds, right, wrong, blind);
  }

  /** The planted side, against the score as written. */
  private static int expected(RecipeRow row) {
    int sign = (int) Math.signum(row.size());
    boolean correlation = row.kind() == RecipeRow.Kind.CORRELATION;
    return correlation ? sign * new RecipePeople(row, new Random(0)).severitySign() : sign;
  }

  static Standing standing(RecipeRow row) {
    if (row.kind() == RecipeRow.Kind.CASES) {
      return Standing.CASES;
    }
    if (row.size() == 0) {
      return Standing.NULL;
    }
    RecipePeople people = new RecipePeople(row, new Random(0));
    int n = RecipePeople.size(row);
    boolean large =
        switch (row.kind()) {
          case CORRELATION ->
              Math.abs(row.size())
                  >= Power.smallestDetectableCorrelation((int) (0.86 * n), POWER, LEVEL);
          case CONTRAST ->
              Math.abs(people.shift()) / people.sigma()
                  >= Power.smallestDetectableDifference(n, 60, POWER, LEVEL);
          case PROGRESSION, CHANGE -> true;
          case CASES -> false;
        };
    return large ? Standing.TESTABLE : Standing.TOO_SMALL;
  }

  private static int label(RecipeRow row, Random random, boolean genotype) {
    RecipePeople source = new RecipePeople(row, random);
    List<String> held = new ArrayList<>(List.of("age", "site"));
    if (genotype && source.genotypeActs()) {
      held.add("rs6971");
    }
    return switch (row.kind()) {
      case CORRELATION -> correlation(source.people(false), held);
      case CONTRAST -> contrast(source.people(true), row.group(), held);
      case PROGRESSION -> progression(source.people(false), row.size(), random);
      case CHANGE -> change(row.size(), source.sigma(), RecipePeople.size(row), random);
      case CASES -> 0;
    };
  }

  private static int side(double low, double high) {
    if (low > 0) {
      return 1;
    }
    return high < 0 ? -1 : 0;
  }

  private static int correlation(Observations people, List<String> held) {
    Correlation r =
        Correlations.partialPearson(
            people.numeric("y"),
            people.numeric("x"),
            people.covariates(held.toArray(String[]::new)));
    return side(r.ciLow(), r.ciHigh());
  }

  private static int contrast(Observations people, String group, List<String> held) {
    Coefficient b =
        GroupContrast.adjusted(people, "y", OutcomeScale.LINEAR, "group", "HC", group, held)
            .difference();
    return side(b.ciLow(), b.ciHigh());
  }

  private static int progression(Observations people, double logOdds, Random random) {
    double[] y = people.numeric("y");
    double sd = Math.sqrt(Arrays.stream(y).map(v -> v * v).sum() / y.length);
    double[] z = Arrays.stream(y).map(v -> v / sd).toArray();
    double[] progressed =
        Arrays.stream(z)
            .map(v -> random.nextDouble() < 1 / (1 + Math.exp(0.5 - logOdds * v)) ? 1 : 0)
            .toArray();
    DesignMatrix design =
        DesignMatrix.of(
            people.withNumeric("z", z), FactorCoding.TREATMENT, List.of("age", "site", "z"));
    Coefficient b =
        LogisticRegression.fit(design, progressed).coefficients().stream()
            .filter(c -> c.name().equals("z"))
            .findFirst()
            .orElseThrow();
    return side(b.ciLow(), b.ciHigh());
  }

  /** Two visits half a year apart; three in four people change. */
  private static int change(double percentPerYear, double sigma, int people, Random random) {
    List<String> keys = new ArrayList<>();
    List<String> subjects = new ArrayList<>();
    double[] years = new double[2 * people];
    double[] y = new double[2 * people];
    for (int person = 0; person < people; person++) {
      double own = sigma * random.nextGaussian();
      double slope = random.nextDouble() < 0.75 ? Math.log1p(percentPerYear / 100) : 0;
      for (int visit = 0; visit < 2; visit++) {
        int row = 2 * person + visit;
        keys.add("sub-%03d_%d".formatted(person, visit));
        subjects.add("sub-%03d".formatted(person));
        years[row] = visit / 2.0;
        y[row] = own + slope * years[row] + 0.05 * random.nextGaussian();
      }
    }
    Observations rows =
        Observations.of(keys)
            .withNumeric("years", years)
            .withNumeric("y", y)
            .withFactor("subject", subjects);
    Coefficient b =
        MixedModel.randomIntercept(rows, "y", List.of("years"), "subject").coefficients().get(1);
    return side(b.ciLow(), b.ciHigh());
  }

  /**
   * Shares of seeds that find a difference where there is none, with and without the genotype.
   *
   * <p>40 patients and 40 controls; 30 % of patients and 70 % of controls are HAB, which bind twice
   * as much as MAB.
   */
  static double[] unequalGenotypes(int seeds) {
    double[] found = new double[2];
    for (int seed = 1; seed <= seeds; seed++) {
      Random random = new Random(seed * 0x9e3779b97f4a7c15L);
      List<String> keys = new ArrayList<>();
      List<String> groups = new ArrayList<>();
      List<String> genotypes = new ArrayList<>();
      double[] y = new double[80];
      for (int i = 0; i < y.length; i++) {
        boolean patient = i < 40;
        boolean high = random.nextDouble() < (patient ? 0.3 : 0.7);
        keys.add("sub-%02d".formatted(i));
        groups.add(patient ? "AD" : "HC");
        genotypes.add(high ? "HAB" : "MAB");
        y[i] = 0.346 * random.nextGaussian() + (high ? Math.log(2) : 0);
      }
      Observations people =
          Observations.of(keys)
              .withNumeric("y", y)
              .withFactor("rs6971", genotypes)
              .withFactor("group", groups);
      found[0] += contrast(people, "AD", List.of("rs6971")) == 0 ? 0 : 1.0 / seeds;
      found[1] += contrast(people, "AD", List.of()) == 0 ? 0 : 1.0 / seeds;
    }
    return found;
  }
}
