package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tacflow.tables.Tables;

/** As in ds004869, where one of 54 sidecars says Mc1. */
class TracerSpellingsTest {
  private static final int TRACER = Tables.SCANS.schema().fieldIndex("tracer");
  private static final int FLAGS = Tables.SCANS.schema().fieldIndex("flags");

  private static Row scan(String tracer) {
    return new Cells(Tables.SCANS.schema())
        .put("scan", "sub-1")
        .put("tracer", tracer)
        .put("flags", List.of("odd: before"))
        .row();
  }

  @Test
  void theMostFrequentSpellingStandsForAllAndSaysSo() {
    List<Row> rows =
        TracerSpellings.unify(
            List.of("Mc1", "MC1", "MC1", "MC2"),
            List.of(scan("Mc1"), scan("MC1"), scan("MC1"), scan("MC2"), scan(null)));
    assertThat(rows.stream().map(row -> row.getString(TRACER)).toList())
        .containsExactly("MC1", "MC1", "MC1", "MC2", null);
    assertThat((String[]) rows.get(0).get(FLAGS))
        .containsExactly("odd: before", "tracer_spelling: Mc1 is MC1 in other scans");
    assertThat((String[]) rows.get(1).get(FLAGS)).containsExactly("odd: before");
  }

  @Test
  void theSpellingOfTheCohortHoldsForAScanThatIsMadeAlone() {
    List<Row> rows = TracerSpellings.unify(List.of("Mc1", "MC1", "MC1"), List.of(scan("Mc1")));
    assertThat(rows.get(0).getString(TRACER)).isEqualTo("MC1");
  }

  @Test
  void aNameThatNoSidecarOfTheCohortSaysStandsForItself() {
    List<Row> rows = TracerSpellings.unify(List.of("MC1"), List.of(scan("other")));
    assertThat(rows.get(0).getString(TRACER)).isEqualTo("other");
  }
}
