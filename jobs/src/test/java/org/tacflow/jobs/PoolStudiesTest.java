package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;

/**
 * Three sites whose correlations are known by construction, pooled by the formulas in closed form.
 */
class PoolStudiesTest {
  // Sums of x are 0, of y 0; r = Σxy / sqrt(Σx² Σy²), by hand.
  private static final double[] X = {-3, -2, -1, 0, 1, 2, 3};
  private static final double[][] Y = {
    {-3, -1, -2, 0, 1, 3, 2}, {-2, -3, 0, -1, 3, 1, 2}, {2, -3, 1, -1, 3, 0, -2}
  };

  @TempDir static Path folder;

  private static RunContext run;

  @BeforeAll
  static void runOnce() throws IOException {
    CohortTables tables = new CohortTables().tracer("PK11195");
    for (int site = 0; site < 4; site++) {
      int people = site == 3 ? 3 : X.length;
      for (int i = 0; i < people; i++) {
        String id = "sub-" + "ABCD".charAt(site) + i;
        tables.scan(
            id,
            new CohortTables.Person(
                id, "PD", null, "ABCD".substring(site, site + 1), 60.0, "male", null));
        tables.outcome(id, id, "midbrain", 10 + X[i]);
        tables.score(id, id, "UPDRS_III", 20 + Y[Math.min(site, 2)][i], 1);
      }
    }
    run =
        tables.runWith(
            folder.resolve("a"),
            "analyses: [{id: sites, kind: meta}]\ncorrelations: {log-transform-vt: false}\n",
            0,
            new PoolStudies());
  }

  private static double r(double[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < X.length; i++) {
      xy += X[i] * y[i];
      xx += X[i] * X[i];
      yy += y[i] * y[i];
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** Equal variances 1/(7 − 3): the mean is the plain mean of z, Q = Σ (z − z̄)²/v. */
  @Test
  void sitesOfOneSizeCountAlike() {
    double[] z = new double[3];
    double mean = 0;
    for (int site = 0; site < 3; site++) {
      double r = r(Y[site]);
      z[site] = Math.log((1 + r) / (1 - r)) / 2;
      mean += z[site] / 3;
    }
    double q = 0;
    for (double one : z) {
      q += (one - mean) * (one - mean) * 4;
    }
    double tau = Math.max(0, (q - 2) / (3 * 4 - 4));
    Row row = CohortTables.row(run, Tables.META_ANALYSES, "method = 'dersimonian_laird'");
    assertThat(row.<Double>getAs("mean")).isCloseTo(mean, within(1e-12));
    assertThat(row.<Double>getAs("q")).isCloseTo(q, within(1e-12));
    assertThat(row.<Double>getAs("tau_squared")).isCloseTo(tau, within(1e-12));
    assertThat(row.<Double>getAs("se")).isCloseTo(Math.sqrt((0.25 + tau) / 3), within(1e-12));
    assertThat(row.<Double>getAs("r")).isCloseTo(Math.tanh(mean), within(1e-12));
    assertThat(row.<Integer>getAs("n")).isEqualTo(21);
    assertThat(row.<Integer>getAs("studies")).isEqualTo(3);
    assertThat(tau).as("the sites differ, so that tau is tested").isPositive();
  }

  @Test
  void aSiteOfThreeIsLeftOutByName() {
    Row row = CohortTables.row(run, Tables.META_ANALYSES, "method = 'reml'");
    assertThat(row.<String>getList(row.fieldIndex("left_out")))
        .containsExactly("D: n = 3 (must be >= 5)");
    assertThat(row.<String>getList(row.fieldIndex("flags"))).containsExactly("few_studies");
    // Three studies of one size: the restricted likelihood has the moment estimate in closed form.
    Row moments = CohortTables.row(run, Tables.META_ANALYSES, "method = 'dersimonian_laird'");
    assertThat(row.<Double>getAs("tau_squared"))
        .isCloseTo(moments.<Double>getAs("tau_squared"), within(1e-6));
  }

  /** Two tracers of one target pooled; the same people in both are said. */
  @Test
  void tracersOfOneTargetArePooledAndSharedPeopleSaid() throws IOException {
    CohortTables tables = new CohortTables();
    for (String tracer : List.of("PK11195", "ER176", "FDG")) {
      tables.tracer(tracer);
      for (int i = 0; i < X.length; i++) {
        String person = tracer.equals("ER176") && i > 0 ? "sub-e" + i : "sub-p" + i;
        String scan = person + "_" + tracer;
        tables.scan(
            scan,
            new CohortTables.Person(
                person, "PD", null, "A", 60.0, "male", i % 2 == 0 ? "HAB" : "MAB"));
        tables.outcome(scan, person, "midbrain", 10 + X[i]);
        tables.score(scan, person, "UPDRS_III", 20 + Y[0][i], 1);
      }
    }
    RunContext pooled =
        tables.runWith(
            folder.resolve("t"),
            "analyses: [{id: t, kind: meta, over: tracer}]\n",
            0,
            new PoolStudies());
    Row row = CohortTables.row(pooled, Tables.META_ANALYSES, "method = 'reml'");
    assertThat(row.<String>getAs("tracer")).isEqualTo("ER176+PK11195");
    assertThat(row.<String>getAs("target")).isEqualTo("TSPO");
    assertThat(row.<String>getList(row.fieldIndex("flags"))).contains("shared_people");
    // Seven people had PK11195; one of them is among the seven of ER176.
    assertThat(row.<Integer>getAs("n")).isEqualTo(14);
    assertThat(row.<Integer>getAs("n_participants")).isEqualTo(13);
  }

  /** Interval and p are those of t with k - 1 degrees of freedom; the normal ones stand beside. */
  @Test
  void whatIsPublishedHoldsItsLevel() {
    Row row = CohortTables.row(run, Tables.META_ANALYSES, "method = 'reml'");
    double mean = row.getAs("mean");
    double half = row.<Double>getAs("ci_high") - mean;
    double normal = row.<Double>getAs("ci_high_normal") - mean;
    // t(0.975, 2) = 4.302653 over 1.959964; the error of Knapp and Hartung is not the smaller one.
    assertThat(half / normal).isGreaterThanOrEqualTo(4.302652729749464 / 1.959963984540054 - 1e-9);
    assertThat(row.<Double>getAs("p")).isGreaterThan(row.<Double>getAs("p_normal"));
    assertThat(row.<Double>getAs("r_low"))
        .isCloseTo(Math.tanh(row.<Double>getAs("ci_low")), within(1e-12));
    assertThat(row.<Double>getAs("prediction_high")).isGreaterThan(row.<Double>getAs("ci_high"));
  }

  /**
   * HAB bind twice as much and are most of the controls: at equal genotype nothing is left of the
   * difference, though it is large where the genotype is not held.
   */
  @Test
  void pooledDifferencesHoldTheGenotype() throws IOException {
    CohortTables tables = new CohortTables().tracer("PBR28");
    Random random = new Random(1);
    for (int i = 0; i < 120; i++) {
      boolean patient = i % 2 == 0;
      boolean high = i % 10 < 5 ? !patient : i % 10 < 7;
      String id = "sub-%03d".formatted(i);
      tables.scan(
          id,
          new CohortTables.Person(
              id,
              patient ? "AD" : "HC",
              null,
              "ABC".substring(i % 3, i % 3 + 1),
              60.0,
              "male",
              high ? "HAB" : "MAB"));
      tables.outcome(id, id, "thalamus", (high ? 6 : 3) * Math.exp(0.1 * random.nextGaussian()));
    }
    RunContext run =
        tables.runWith(
            folder.resolve("d"),
            """
            analyses:
              - {id: held, kind: meta, effect: difference}
              - {id: blind, kind: meta, effect: difference, genotype: none}
            """,
            0,
            new PoolStudies());
    Row held = CohortTables.row(run, Tables.META_ANALYSES, "analysis = 'held' and method = 'reml'");
    Row blind =
        CohortTables.row(run, Tables.META_ANALYSES, "analysis = 'blind' and method = 'reml'");
    assertThat(blind.<Double>getAs("mean")).isLessThan(-0.8);
    assertThat(blind.<String>getList(blind.fieldIndex("flags"))).contains("genotype_unadjusted");
    assertThat(blind.<String>getAs("adjustment")).isEqualTo("none");
    // Standard error about sqrt(4/120) = 0.18.
    assertThat(held.<Double>getAs("mean")).isBetween(-0.55, 0.55);
    assertThat(held.<String>getList(held.fieldIndex("flags")))
        .doesNotContain("genotype_unadjusted");
    assertThat(held.<String>getAs("adjustment")).isEqualTo("genotype");
    assertThat(held.<Integer>getAs("studies")).isEqualTo(3);
  }
}
