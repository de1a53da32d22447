package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;

/** A label and a group of one name: the label rises with the score, the group falls. */
class ChosenRegionsTest {
  private static final String MODEL =
      "analyses: [{id: line, kind: linear, scales: [CDR_SB], terms: [score], regions: [%s]}]%n";

  @TempDir Path folder;

  private RunContext run(String regions, String analyses) throws IOException {
    CohortTables tables =
        new CohortTables().tracer("FDG").settings("region-groups: {deep: [a, b]}");
    for (int i = 0; i < 8; i++) {
      String id = "sub-" + i;
      tables.scan(id, new CohortTables.Person(id, "AD", null, "A", 60.0 + i, "male", null));
      tables.score(id, id, "CDR_SB", i + i % 3, 1);
      tables.groups(false).outcome(id, id, "deep", 3.0 + i).outcome(id, id, "a", 2.0 + i);
      tables.groups(true).outcome(id, id, "deep", 30.0 - i);
    }
    return tables.runWith(
        folder,
        "correlations: {regions: [%s], methods: [pearson], adjustments: [none],".formatted(regions)
            + " log-transform-vt: false, harmonisation: none}\n"
            + analyses,
        0,
        new CorrelateSeverity(),
        new FitAnalyses());
  }

  private static List<Row> correlations(RunContext run) {
    return run.tables()
        .read(Tables.SEVERITY_CORRELATIONS)
        .orderBy("region", "is_group")
        .collectAsList();
  }

  @Test
  void aNameOfBothMeansTheGroup() throws IOException {
    List<Row> rows = correlations(run("deep, a", ""));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).<String>getAs("region")).isEqualTo("a");
    assertThat(rows.get(0).<Boolean>getAs("is_group")).isFalse();
    assertThat(rows.get(1).<Boolean>getAs("is_group")).isTrue();
    assertThat(rows.get(1).<Double>getAs("r")).isNegative();
    assertThat(rows.get(1).<Integer>getAs("n")).isEqualTo(8);
  }

  @Test
  void aPrefixSaysWhichIsMeant() throws IOException {
    List<Row> label = correlations(run("'label:deep'", ""));
    assertThat(label).hasSize(1);
    assertThat(label.get(0).<Boolean>getAs("is_group")).isFalse();
    assertThat(label.get(0).<Double>getAs("r")).isPositive();
  }

  /** Both asked for are two tests of eight people, in two families. */
  @Test
  void bothAreToldApartInEveryTable() throws IOException {
    RunContext run = run("'label:deep', 'group:deep'", MODEL.formatted("'label:deep'"));
    List<Row> rows = correlations(run);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).<Double>getAs("r"))
        .isCloseTo(-rows.get(1).<Double>getAs("r"), within(1e-12));
    assertThat(rows.stream().map(r -> r.<String>getAs("family")).distinct()).hasSize(2);
    assertThat(rows).allSatisfy(r -> assertThat(r.<Integer>getAs("family_size")).isEqualTo(1));
    assertThat(CohortTables.rows(run, Tables.MODEL_TERMS, "term = 'score'"))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.<Boolean>getAs("is_group")).isFalse())
        .allSatisfy(r -> assertThat(r.<Integer>getAs("n")).isEqualTo(8));
  }

  @Test
  void namesAreTakenByTheirKind() {
    Set<String> groups = Set.of("deep");
    assertThat(ChosenRegions.takes(groups, List.of(), "deep", false)).isTrue();
    assertThat(ChosenRegions.takes(groups, List.of("deep"), "deep", false)).isFalse();
    assertThat(ChosenRegions.takes(groups, List.of("deep"), "deep", true)).isTrue();
    assertThat(ChosenRegions.takes(groups, List.of("label:deep"), "deep", true)).isFalse();
    assertThat(ChosenRegions.takes(groups, List.of("a"), "a", false)).isTrue();
    assertThat(ChosenRegions.takes(Set.of(), List.of("group:a"), "a", false)).isFalse();
  }
}
