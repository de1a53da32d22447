package org.tacflow.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationsTest {
  private static final Observations ROWS =
      Observations.of(List.of("sub-3", "sub-1", "sub-2", "sub-4"))
          .withNumeric("vt", new double[] {3, 1, Double.NaN, Double.NEGATIVE_INFINITY})
          .withFactor("genotype", Arrays.asList("MAB", "HAB", null, "HAB"));

  @Test
  void completeCasesAreSortedAndTheOthersAreNamed() {
    CompleteCases cases = ROWS.completeCases("vt", "genotype");
    assertThat(cases.n()).isEqualTo(2);
    assertThat(cases.rows().keys()).containsExactly("sub-1", "sub-3");
    assertThat(cases.rows().numeric("vt")).containsExactly(1, 3);
    assertThat(cases.rows().factor("genotype")).containsExactly("HAB", "MAB");
    assertThat(cases.excluded())
        .containsExactly(new Exclusion("sub-2", "vt"), new Exclusion("sub-4", "vt"));
    assertThat(ROWS.completeCases("genotype").n()).isEqualTo(3);
  }

  @Test
  void correlationDoesNotDependOnTheOrderOfRows() {
    Observations cohort = GoldenCohort.all();
    int[] reversed = new int[cohort.size()];
    Arrays.setAll(reversed, i -> reversed.length - 1 - i);
    double[] r = new double[2];
    Observations[] orders = {cohort, cohort.select(reversed)};
    for (int i = 0; i < 2; i++) {
      Observations rows = orders[i].completeCases("log_parietal", "mmse", "genotype").rows();
      r[i] =
          Correlations.partialPearson(
                  rows.numeric("log_parietal"), rows.numeric("mmse"), rows.covariates("genotype"))
              .r();
    }
    assertThat(r[0]).isEqualTo(r[1]);
  }

  @Test
  void wrongColumnsAreRefusedByName() {
    assertThatThrownBy(() -> Observations.of(List.of("a", "a")))
        .hasMessage("Invalid row key: a (must be unique)");
    assertThatThrownBy(() -> ROWS.numeric("genotype"))
        .hasMessage("Invalid column: genotype (must be numeric)");
    assertThatThrownBy(() -> ROWS.factor("vt")).hasMessage("Invalid column: vt (must be a factor)");
    assertThatThrownBy(() -> ROWS.numeric("suvr"))
        .hasMessage("Invalid column: suvr (must be one of [vt, genotype])");
    assertThatThrownBy(() -> ROWS.withNumeric("vt", new double[4]))
        .hasMessage("Invalid column name: vt (must be new)");
    assertThatThrownBy(() -> ROWS.withNumeric("age", new double[3]))
        .hasMessage("Invalid length of column age: 3 (must be 4)");
    assertThatThrownBy(() -> ROWS.withFactor("g", List.of("A", "B", "A", "C"), List.of("A", "B")))
        .hasMessage("Invalid label of g: C (must be one of [A, B])");
    assertThatThrownBy(() -> Covariates.none().withFactor("g", Arrays.asList("A", null)))
        .hasMessage("Invalid g: no label in row 1 (must be present)");
  }
}
