package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.InputException;
import org.tacflow.tables.Tables;

/**
 * Occupancy of made-up volumes whose truth is the formula: {@code VT_after = VT_before − occupancy
 * (VT_before − VND)}.
 */
class OccupancyTest {
  private static final String PAIRS = "occupancy: {baseline: [off], blocked: [ses-on]}";

  @TempDir private Path folder;

  private static CohortTables.Person person(String id) {
    return new CohortTables.Person(id, "HC", null, "A", 40.0, "male", "HAB");
  }

  private static void scan(
      CohortTables tables, String id, String session, double occupancy, double vnd) {
    String scan = id + "_" + session;
    tables.scan(scan, person(id)).session(scan, id, session);
    for (int r = 0; r < 7; r++) {
      double before = 2 + 0.5 * r;
      tables.outcome(scan, id, "region" + r, before - occupancy * (before - vnd));
    }
  }

  @Test
  void theLineGivesOccupancyAndVolumeAndSaysWhenItIsOdd() throws IOException {
    CohortTables tables = new CohortTables();
    scan(tables, "sub-1", "ses-off", 0, 0);
    scan(tables, "sub-1", "ses-on", 0.7, 1.2);
    // A drug that raises binding: an occupancy below 0 is told, not hidden.
    scan(tables, "sub-2", "ses-off", 0, 0);
    scan(tables, "sub-2", "ses-on", -0.2, 1.2);
    scan(tables, "sub-3", "ses-off", 0, 0);
    scan(tables, "sub-4", "ses-on", 0.5, 1.2);
    RunContext run = tables.settings(PAIRS).run(folder, "", 0, new MeasureOccupancy());
    Row first = CohortTables.row(run, Tables.OCCUPANCY, "participant_id = 'sub-1'");
    assertThat(first.<String>getAs("status")).isEqualTo("ok");
    assertThat(first.<Double>getAs("occupancy")).isCloseTo(0.7, within(1e-12));
    assertThat(first.<Double>getAs("VND")).isCloseTo(1.2, within(1e-12));
    assertThat(first.<Integer>getAs("n_regions")).isEqualTo(7);
    assertThat(first.<Double>getAs("occupancy_se")).isCloseTo(0, within(1e-12));
    assertThat(Rows.texts(first, "flags")).isEmpty();
    Row second = CohortTables.row(run, Tables.OCCUPANCY, "participant_id = 'sub-2'");
    assertThat(Rows.texts(second, "flags")).containsExactly("occupancy_outside");
    List<String> reasons =
        CohortTables.rows(run, Tables.OCCUPANCY, "occupancy is null").stream()
            .map(row -> row.<String>getAs("status"))
            .toList();
    assertThat(reasons).containsExactly("no blocked scan", "no baseline scan");
  }

  @Test
  void bindingPotentialsGiveARatioWithItsErrorPerRegion() throws IOException {
    CohortTables tables = new CohortTables();
    for (String session : List.of("ses-off", "ses-on")) {
      String scan = "sub-1_" + session;
      tables.scan(scan, person("sub-1")).session(scan, "sub-1", session);
      boolean off = session.equals("ses-off");
      tables.outcome(scan, "sub-1", "a", "2TCM", "BPND", off ? 2.0 : 0.5, 0.1);
      tables.outcome(scan, "sub-1", "b", "2TCM", "BPND", off ? -0.1 : 0.5, 0.1);
    }
    RunContext run = tables.settings(PAIRS).run(folder, "", 0, new MeasureOccupancy());
    Row row = CohortTables.row(run, Tables.OCCUPANCY, "region = 'a'");
    assertThat(row.<Double>getAs("occupancy")).isCloseTo(0.75, within(1e-15));
    // d(b/a): sqrt(0.1² + (0.25 · 0.1)²)/2.
    assertThat(row.<Double>getAs("occupancy_se"))
        .isCloseTo(Math.sqrt(0.01 + 0.000625) / 2, within(1e-15));
    Row none = CohortTables.row(run, Tables.OCCUPANCY, "region = 'b'");
    assertThat(none.isNullAt(none.fieldIndex("occupancy"))).isTrue();
    assertThat(none.<String>getAs("status")).startsWith("no BPND above 0");
  }

  @Test
  void blockedScansStayOutOfRepeatabilityAndCorrelations() throws IOException {
    CohortTables tables = new CohortTables();
    for (int i = 1; i <= 6; i++) {
      String id = "sub-" + i;
      for (String session : List.of("ses-off", i == 6 ? "ses-again" : "ses-on")) {
        String scan = id + "_" + session;
        tables.scan(scan, person(id)).session(scan, id, session);
        tables.outcome(scan, id, "thalamus", session.equals("ses-on") ? 0.1 : i + 0.0);
        tables.score(scan, id, "MMSE", 20 + i, -1);
      }
    }
    RunContext run =
        tables
            .settings(PAIRS)
            .run(folder, "methods: [pearson]", 0, new TestRetest(), new CorrelateSeverity());
    // Only sub-6 has two scans without the drug.
    Row retest = CohortTables.row(run, Tables.TEST_RETEST, "true");
    assertThat(retest.<Integer>getAs("n")).isEqualTo(1);
    Row correlation =
        CohortTables.row(
            run, Tables.SEVERITY_CORRELATIONS, "adjustment = 'none' and r is not null");
    assertThat(correlation.<Integer>getAs("n")).isEqualTo(6);
    assertThat(correlation.<Integer>getAs("excluded_repeat")).isEqualTo(1);
    assertThat(correlation.<Double>getAs("r")).isCloseTo(1, within(1e-12));
  }

  @Test
  void aColumnOfTheSessionsTableMaySayTheCondition() throws IOException {
    CohortTables tables = new CohortTables();
    scan(tables, "sub-1", "ses-1", 0.5, 1);
    scan(tables, "sub-1", "ses-2", 0, 0);
    Path bids = Files.createDirectories(folder.resolve("bids/sub-1"));
    Files.writeString(
        bids.resolve("sub-1_sessions.tsv"), "session_id\tdrug\nses-1\tyes\nses-2\tno\n");
    String byColumn =
        "occupancy: {by: sessions-column, column: %s, baseline: ['no'], blocked: ['yes']}";
    tables.bids(folder.resolve("bids"));
    RunContext run =
        tables
            .settings(byColumn.formatted("drug"))
            .run(folder.resolve("a"), "", 0, new MeasureOccupancy());
    Row row = CohortTables.row(run, Tables.OCCUPANCY, "true");
    assertThat(row.<String>getAs("blocked_scan")).isEqualTo("sub-1_ses-1");
    assertThat(row.<Double>getAs("occupancy")).isCloseTo(0.5, within(1e-12));
    assertThatThrownBy(
            () ->
                tables
                    .settings(byColumn.formatted("dose"))
                    .run(folder.resolve("b"), "", 0, new MeasureOccupancy()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("sub-1_sessions.tsv needs session_id and dose")
        .hasMessageContaining("occupancy.column");
  }

  @Test
  void aPersonWithADamagedSessionsTableIsLeftOutAndTheOthersAreMeasured() throws IOException {
    CohortTables tables = new CohortTables();
    for (String id : List.of("sub-1", "sub-2")) {
      scan(tables, id, "ses-1", 0.5, 1);
      scan(tables, id, "ses-2", 0, 0);
      Files.createDirectories(folder.resolve("bids/" + id));
    }
    Files.writeString(
        folder.resolve("bids/sub-1/sub-1_sessions.tsv"),
        "session_id\tdrug\nses-1\tyes\nses-2\tno\n");
    Files.write(folder.resolve("bids/sub-2/sub-2_sessions.tsv"), new byte[] {'\0', (byte) 0xff});
    RunContext run =
        tables
            .bids(folder.resolve("bids"))
            .settings(
                "occupancy: {by: sessions-column, column: drug, baseline: ['no'], blocked: ['yes']}")
            .run(folder.resolve("out"), "", 0, new MeasureOccupancy());
    assertThat(CohortTables.row(run, Tables.OCCUPANCY, "true").<String>getAs("participant_id"))
        .isEqualTo("sub-1");
    // Either of its scans may be one with the drug.
    assertThat(run.rejections().all())
        .extracting(Rejections.Rejection::scan)
        .containsExactly("sub-2_ses-1", "sub-2_ses-2");
    assertThat(run.rejections().all().get(0).reason())
        .startsWith("Cannot read conditions of scans: ")
        .contains("sub-2_sessions.tsv");
    assertThat(ScanConditions.of(run).blocked())
        .containsExactly("sub-1_ses-1", "sub-2_ses-1", "sub-2_ses-2");
  }
}
