package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Cohorts in which nothing is to be found, drawn from a random source. */
final class NullCohort {
  private NullCohort() {}

  /** Standard normal values. */
  static double[] normal(Random random, int n) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }

  /** A scale of six levels. */
  static double[] levels(Random random, int n) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> random.nextInt(6));
    return values;
  }

  /** Outcome y and score x that follow age and genotype, and a group of half the people. */
  static Observations adjusted(Random random, int n) {
    List<String> keys = new ArrayList<>();
    List<String> genotypes = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    double[] age = normal(random, n);
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      keys.add("sub-%03d".formatted(i));
      genotypes.add(i % 3 == 0 ? "HAB" : "MAB");
      groups.add(i % 2 == 0 ? "A" : "B");
      double shared = n > 6 ? age[i] + (i % 3 == 0 ? 1 : 0) : 0;
      x[i] = shared + random.nextGaussian();
      y[i] = shared + random.nextGaussian();
    }
    return Observations.of(keys)
        .withNumeric("age", age)
        .withNumeric("x", x)
        .withNumeric("y", y)
        .withFactor("genotype", genotypes)
        .withFactor("group", groups);
  }

  /** Outcome y of 20 people at three visits, half of them of group A; sd 1 between and within. */
  static Observations visits(Random random) {
    List<String> keys = new ArrayList<>();
    List<String> subjects = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    double[] time = new double[60];
    double[] y = new double[60];
    for (int subject = 0; subject < 20; subject++) {
      double own = random.nextGaussian();
      for (int visit = 0; visit < 3; visit++) {
        int row = 3 * subject + visit;
        keys.add("sub-%02d_%d".formatted(subject, visit));
        subjects.add("sub-%02d".formatted(subject));
        groups.add(subject % 2 == 0 ? "A" : "B");
        time[row] = visit;
        y[row] = own + random.nextGaussian();
      }
    }
    return Observations.of(keys)
        .withNumeric("time", time)
        .withNumeric("y", y)
        .withFactor("group", groups)
        .withFactor("subject", subjects);
  }
}
