package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;

/**
 * Values of site B are 30 % higher in every region; patients are mostly scanned there. Before
 * ComBat the groups differ, after it they do not. Nothing else differs between groups or sites.
 */
class HarmoniseSitesTest {
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
      for (String region : List.of("cortex", "striatum", "thalamus", "cerebellum")) {
        double vt = 3 * Math.exp(0.05 * random.nextGaussian()) * (siteB ? 1.3 : 1);
        tables.outcome(id, id, region, vt);
      }
    }
    return tables;
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
}
