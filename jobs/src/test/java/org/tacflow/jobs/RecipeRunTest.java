package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.recipe.RecipeCohort;
import org.tacflow.recipe.RecipeLabels;
import org.tacflow.recipe.RecipeLabels.Label;
import org.tacflow.study.Finding;
import org.tacflow.study.Registries;
import org.tacflow.tables.Tables;

/**
 * The recipe's cohort of 542 people and 38 findings through all jobs; labels are those planted.
 *
 * <p>The agreement table is left in {@code jobs/target/recipe-run.md}. More seeds: {@code mvn -q
 * -pl jobs -am test -Dtest=RecipeRunTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Drecipe.runs=10}, half a minute each.
 */
class RecipeRunTest {
  private static final int RUNS = Integer.getInteger("recipe.runs", 1);

  @TempDir static Path folder;

  private static final List<PublishedTables> ALL = new ArrayList<>();

  /** One row of the published table with its label. */
  private record Labelled(int seed, Row row, Label label) {}

  private static final List<Labelled> LABELLED = new ArrayList<>();

  @BeforeAll
  static void runAll() throws IOException {
    RecipeLabels labels = new RecipeLabels();
    for (int seed = 1; seed <= RUNS; seed++) {
      Path cohort = folder.resolve("seed-" + seed);
      String yaml = Files.readString(RecipeCohort.write(cohort, seed));
      PublishedTables tables = Runs.run(yaml, cohort.resolve("out"));
      ALL.add(tables);
      for (Row row : tables.rows(Tables.EVIDENCE_AGREEMENT, "true")) {
        Label label = labels.of(row);
        if (label != null) {
          LABELLED.add(new Labelled(seed, row, label));
        }
      }
    }
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/recipe-run.md"), markdown());
  }

  private static String markdown() {
    StringBuilder out =
        new StringBuilder(
            "| seed | recipe | finding | people | against | tracer | outcome | region | scale"
                + " | planted | found | estimate | from | to | n | testable | published |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (Labelled one : LABELLED) {
      Row row = one.row();
      out.append(
          String.format(
              Locale.ROOT,
              "| %d | %s | %s | %s %s | %s | %s | %s | %s | %s | %+d | %+d | %.3f | %.3f | %.3f |"
                  + " %d | %s | %s |%n",
              one.seed(),
              one.label().recipe(),
              row.getAs("finding"),
              row.getAs("result_disease"),
              row.getAs("result_subgroup"),
              row.getAs("result_comparator"),
              row.getAs("tracer"),
              row.getAs("outcome"),
              row.getAs("result_region"),
              row.getAs("scale"),
              one.label().label(),
              one.label().found(),
              row.<Double>getAs("estimate_value"),
              row.<Double>getAs("ci_low"),
              row.<Double>getAs("ci_high"),
              row.<Integer>getAs("n_here"),
              one.label().testable(),
              row.getAs("agreement")));
    }
    return out.toString();
  }

  private static double share(List<Labelled> rows) {
    return (double) rows.stream().filter(one -> one.label().right()).count() / rows.size();
  }

  @Test
  void labelsAreThoseThatWerePlanted() {
    List<Labelled> testable =
        LABELLED.stream().filter(o -> o.label().testable() && !o.label().none()).toList();
    List<Labelled> nulls = LABELLED.stream().filter(o -> o.label().none()).toList();
    System.out.println(testable.size() + " " + share(testable) + " " + nulls.size() + " " + share(nulls));
    assertThat(testable)
        .allSatisfy(o -> assertThat(o.label().found()).isNotEqualTo(-o.label().label()));
    assertThat(share(testable)).isGreaterThanOrEqualTo(0.95);
    assertThat(share(nulls)).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void everyPublishedFindingHasARowWithAVerdictOrAReason() {
    for (Finding finding : Registries.packaged().evidence().findings()) {
      List<Row> rows =
          ALL.get(0).rows(Tables.EVIDENCE_AGREEMENT, "finding = '" + finding.id() + "'");
      assertThat(rows).as(finding.id()).isNotEmpty();
      assertThat(rows)
          .allSatisfy(
              row ->
                  assertThat(
                          List.of("agree", "disagree").contains(row.<String>getAs("agreement"))
                              || row.getAs("reason") != null)
                      .isTrue());
    }
  }
}
