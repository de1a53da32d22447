package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.study.Registries;
import org.tacflow.tables.Tables;

/**
 * A cohort made so that some published findings hold and others do not: PBR28 VT rises with CDR-SB
 * as AD-02b says, and rises with MMSE where AD-02a says that it falls.
 */
class EvidenceAgreementTest {
  @TempDir static Path folder;

  private static RunContext run;

  @BeforeAll
  static void runOnce() throws IOException {
    CohortTables tables = new CohortTables();
    for (int i = 0; i < 16; i++) {
      String genotype = i % 2 == 0 ? "HAB" : "MAB";
      String id = "sub-ad%02d".formatted(i);
      // A small alternation keeps the correlation below 1.
      double vt = 3 + 0.2 * i + (i % 3) * 0.1 + (i % 2) * -0.5;
      tables.scan(id, new CohortTables.Person(id, "AD", null, "A", 70.0, "female", genotype));
      tables.outcome(id, id, "parietal_cortex", vt);
      tables.score(id, id, "CDR_SB", i * 0.5, 1);
      tables.score(id, id, "MMSE", 10 + i, -1);
    }
    run =
        tables.run(
            folder, "", 0, new CorrelateSeverity(), new ContrastGroups(), new EvidenceAgreement());
  }

  private static List<Row> rows(String finding) {
    return CohortTables.rows(run, Tables.EVIDENCE_AGREEMENT, "finding = '" + finding + "'");
  }

  @Test
  void aSignOnTheSameSideAgrees() {
    Row row =
        CohortTables.row(
            run, Tables.EVIDENCE_AGREEMENT, "finding = 'AD-02b' and region = 'parietal_cortex'");
    assertThat(row.<String>getAs("agreement")).isEqualTo("agree");
    assertThat(row.<Double>getAs("estimate_value")).isGreaterThan(0.8);
    assertThat(row.<String>getAs("adjustment")).isEqualTo("genotype");
    assertThat(row.<Integer>getAs("n_here")).isEqualTo(16);
    assertThat(row.<String>getAs("study")).contains("Kreisl 2013");
  }

  @Test
  void theOtherSideDisagreesThoughSeverityTurnsTheSign() {
    Row row =
        CohortTables.row(
            run, Tables.EVIDENCE_AGREEMENT, "finding = 'AD-02a' and region = 'parietal_cortex'");
    assertThat(row.<String>getAs("agreement")).isEqualTo("disagree");
    assertThat(row.<String>getAs("expected_raw")).isEqualTo("negative");
    assertThat(row.<String>getAs("expected_severity")).isEqualTo("positive");
    assertThat(row.<Double>getAs("estimate_value")).isPositive();
    assertThat(row.<Double>getAs("estimate_severity")).isNegative();
  }

  @Test
  void whatCannotBeTestedSaysWhy() {
    assertThat(
            CohortTables.row(
                    run,
                    Tables.EVIDENCE_AGREEMENT,
                    "finding = 'AD-02b' and region = 'temporal_cortex'")
                .<String>getAs("reason"))
        .isEqualTo("no result of region temporal_cortex");
    assertThat(rows("PD-01").get(0).<String>getAs("reason"))
        .isEqualTo("no result with tracer PK11195");
    assertThat(rows("AD-03").get(0).<String>getAs("reason")).isEqualTo("the source names no scale");
    assertThat(rows("AD-S1").get(0).<String>getAs("reason"))
        .isEqualTo("a finding of kind summary is not tested");
  }

  @Test
  void aFindingWithoutRegionMeetsEveryRegionAndSaysSo() {
    Row row = rows("AD-04").get(0);
    assertThat(row.<String>getAs("agreement")).isEqualTo("disagree");
    assertThat(row.<String>getList(row.fieldIndex("flags"))).contains("unnamed_region");
  }

  @Test
  void everyFindingHasARow() {
    List<String> found =
        run
            .tables()
            .read(Tables.EVIDENCE_AGREEMENT)
            .select("finding")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            Registries.packaged().evidence().findings().stream().map(f -> f.id()).toList());
  }
}
