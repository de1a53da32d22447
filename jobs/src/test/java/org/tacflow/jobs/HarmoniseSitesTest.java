package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tacflow.stats.Combat;
import org.tacflow.stats.CombatPrior;
import org.tacflow.stats.Observations;
import org.tacflow.tables.Tables;

/**
 * Values of site B are 30 % higher in every region; patients are mostly scanned there. Before
 * ComBat the groups differ, after it they do not. Nothing else differs between groups or sites.
 */
class HarmoniseSitesTest {
  private static final List<String> REGIONS =
      List.of("cerebellum", "cortex", "striatum", "thalamus");

  @TempDir Path folder;

  private static CohortTables cohort(boolean confounded) {
    CohortTables tables = new CohortTables();
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      boolean patient = i >= 30;
      boolean siteB = confounded ? patient : patient ? i % 5 != 0 : i % 5 == 0 || i % 5 == 1;
      String id = "sub-%02d".formatted(i);
      String genotype = (i / 5) % 2 == 0 ? "HAB" : "MAB";
      tables.scan(
          id,
          new CohortTables.Person(
              id, patient ? "AD" : "HC", null, siteB ? "B" : "A", 60.0, "male", genotype));
      for (String region : REGIONS) {
        double vt = 3 * Math.exp(0.05 * random.nextGaussian()) * (siteB ? 1.3 : 1);
        tables.outcome(id, id, region, vt);
      }
    }
    return tables;
  }

  /** Logarithms of the outcomes of some people, with what ComBat must know of them. */
  private static Observations logs(RunContext run, String who) {
    List<Row> people = run.tables().read(Tables.COHORT).where(who).orderBy("scan").collectAsList();
    Map<String, Double> values = new HashMap<>();
    CohortTables.rows(run, Tables.REGIONAL_OUTCOMES, "true")
        .forEach(
            r -> values.put(r.<String>getAs("scan") + r.<String>getAs("region"), r.getAs("value")));
    Observations rows = Observations.of(people.stream().map(r -> r.<String>getAs("scan")).toList());
    for (String region : REGIONS) {
      rows =
          rows.withNumeric(
              region,
              people.stream()
                  .mapToDouble(r -> Math.log(values.get(r.<String>getAs("scan") + region)))
                  .toArray());
    }
    for (String factor : List.of("site", "disease", "genotype")) {
      rows = rows.withFactor(factor, people.stream().map(r -> r.<String>getAs(factor)).toList());
    }
    return rows;
  }

  private Row cortex(RunContext run) {
    return CohortTables.row(run, Tables.GROUP_CONTRASTS, "region = 'cortex' and method = 'ancova'");
  }

  @Test
  void siteEffectsLeaveTheContrastAndBothValuesStay() throws IOException {
    RunContext measured =
        cohort(false).run(folder.resolve("m"), "", 0, new HarmoniseSites(), new ContrastGroups());
    RunContext clean =
        cohort(false)
            .run(
                folder.resolve("c"),
                "harmonisation: parametric",
                0,
                new HarmoniseSites(),
                new ContrastGroups());
    assertThat(CohortTables.rows(measured, Tables.HARMONISED_OUTCOMES, "true")).isEmpty();
    assertThat(cortex(measured).<Double>getAs("percent")).isGreaterThan(8);
    // The standard error of the contrast is about 5 % / sqrt(15), 1.3 %; three of those.
    assertThat(cortex(clean).<Double>getAs("percent")).isBetween(-4.0, 4.0);
    Row row = cortex(clean);
    assertThat(row.<String>getList(row.fieldIndex("flags"))).contains("harmonised");
    List<Row> both = CohortTables.rows(clean, Tables.HARMONISED_OUTCOMES, "status = 'ok'");
    assertThat(both).hasSize(240);
    assertThat(both)
        .anyMatch(r -> r.<Double>getAs("value_before") - r.<Double>getAs("value_after") > 0.2);
  }

  @Test
  void groupsThatAreSitesAreRefusedWithTheReason() throws IOException {
    RunContext run =
        cohort(true)
            .run(
                folder.resolve("x"),
                "harmonisation: parametric, harmonise-on: all",
                0,
                new HarmoniseSites());
    List<Row> rows = CohortTables.rows(run, Tables.HARMONISED_OUTCOMES, "true");
    assertThat(rows).hasSize(240);
    assertThat(rows)
        .allMatch(r -> r.getAs("value_after") == null)
        .allMatch(r -> r.<String>getAs("status").startsWith("Cannot harmonise"));
  }

  /** The job gives what the numeric class gives of the same people, for each who is fitted. */
  @ParameterizedTest
  @ValueSource(strings = {"controls", "all"})
  void theNonParametricPriorGoesThroughTheJob(String on) throws IOException {
    RunContext run =
        cohort(false)
            .run(
                folder.resolve(on),
                "harmonisation: nonparametric, harmonise-on: " + on,
                0,
                new HarmoniseSites(),
                new ContrastGroups());
    RunContext parametric =
        cohort(false)
            .run(
                folder.resolve("p-" + on),
                "harmonisation: parametric, harmonise-on: " + on,
                0,
                new HarmoniseSites());
    Observations everyone = logs(run, "true");
    Observations fitted = on.equals("all") ? everyone : logs(run, "disease = 'HC'");
    List<String> kept = on.equals("all") ? List.of("genotype", "disease") : List.of("genotype");
    Observations expected =
        Combat.fit(fitted, REGIONS, "site", kept, CombatPrior.NON_PARAMETRIC).apply(everyone);
    List<Row> rows = CohortTables.rows(run, Tables.HARMONISED_OUTCOMES, "status = 'ok'");
    assertThat(rows).hasSize(240);
    Map<String, Double> others = new HashMap<>();
    CohortTables.rows(parametric, Tables.HARMONISED_OUTCOMES, "true")
        .forEach(
            r ->
                others.put(
                    r.<String>getAs("scan") + r.<String>getAs("region"), r.getAs("value_after")));
    int otherwise = 0;
    for (Row row : rows) {
      int person = expected.keys().indexOf(row.<String>getAs("scan"));
      String region = row.getAs("region");
      assertThat(row.<Double>getAs("value_before"))
          .isCloseTo(Math.exp(everyone.numeric(region)[person]), within(1e-12));
      assertThat(row.<Double>getAs("value_after"))
          .isCloseTo(Math.exp(expected.numeric(region)[person]), within(1e-12));
      assertThat(row.<String>getAs("harmonisation")).isEqualTo("nonparametric");
      assertThat(row.<String>getAs("fitted_on")).isEqualTo(on);
      double difference =
          row.<Double>getAs("value_after") - others.get(row.<String>getAs("scan") + region);
      otherwise += Math.abs(difference) > 1e-6 ? 1 : 0;
    }
    assertThat(otherwise).as("rows in which the priors differ").isGreaterThan(200);
    assertThat(cortex(run).<Double>getAs("percent")).isBetween(-4.0, 4.0);
  }
}
