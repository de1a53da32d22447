package org.tacflow.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tacflow.recipe.RecipeTable.Standing;
import org.tacflow.recipe.RecipeTable.Tally;

/**
 * The recipe's findings over the seeds 1 to 40; the bounds are those that the recipe asks for.
 *
 * <p>The table is left in {@code jobs/target/recipe.md}. More seeds: {@code mvn -q -pl jobs -am
 * test -Dtest=RecipeTableTest -Dsurefire.failIfNoSpecifiedTests=false -Drecipe.seeds=200}.
 */
class RecipeTableTest {
  private static final int SEEDS = Integer.getInteger("recipe.seeds", 40);

  @Test
  void plantedFindingsAreFoundAndNullsAreNot() throws IOException {
    List<RecipeRow> rows = RecipeRow.all();
    assertThat(rows.stream().map(RecipeRow::finding).distinct()).hasSize(38);
    List<Tally> tallies = rows.stream().map(row -> RecipeTable.tally(row, SEEDS)).toList();
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/recipe.md"), RecipeReport.markdown(tallies, SEEDS));
    Map<String, Double> summary = RecipeReport.summary(tallies);
    assertThat(summary.get("testable, as planted")).isGreaterThanOrEqualTo(95);
    assertThat(summary.get("testable findings found in most seeds")).isEqualTo(100);
    assertThat(summary.get("null, positive")).isLessThanOrEqualTo(6);
    assertThat(tallies)
        .filteredOn(t -> t.standing() == Standing.TESTABLE)
        .allSatisfy(t -> assertThat(t.wrong()).isZero());
    // Two people are two cases, never a test.
    assertThat(tallies)
        .filteredOn(t -> t.standing() == Standing.CASES)
        .extracting(t -> t.row().finding())
        .containsOnly("F-ALS22");
  }

  @Test
  void withoutTheGenotypeFindingsAreLostAndMadeUp() throws IOException {
    List<Tally> tallies =
        RecipeRow.all().stream()
            .filter(row -> row.tracer().equals("PBR28") && row.outcome().equals("VT"))
            .map(row -> RecipeTable.tally(row, SEEDS))
            .toList();
    Map<String, Double> lost =
        Map.of(
            "with", tallies.stream().mapToDouble(Tally::asPlanted).sum(),
            "without", tallies.stream().mapToDouble(Tally::blind).sum());
    assertThat(lost.get("without")).isLessThan(0.9 * lost.get("with"));
    double[] madeUp = RecipeTable.unequalGenotypes(400);
    // 5 % with three binomial standard errors of 1.1 %; the blind difference is 0.28 of log VT.
    assertThat(madeUp[0]).isBetween(0.017, 0.083);
    assertThat(madeUp[1]).isGreaterThan(0.5);
  }
}
