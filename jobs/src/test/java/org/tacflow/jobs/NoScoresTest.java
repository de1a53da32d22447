package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;

/** Cohorts that lack what correlations are made of, and people who come twice. */
class NoScoresTest {
  private static final String NO_DIAGNOSIS =
      // One visit in ten is more than half a year from the scan; here each belongs to it.
      SmallCohort.CONFIG.replace("group-column: group", "group-column: \"\"\n  window-days: 500");

  @TempDir private static Path folder;

  private static SmallCohort cohort;
  private static CommandRun run;
  private static CommandRun without;
  private static PublishedTables tables;

  @BeforeAll
  static void runWithoutDiagnosisAndThenWithoutScores() throws IOException {
    cohort = SmallCohort.curves(folder.resolve("cohort"), 4, 6);
    scanAgain("sub-AD001");
    run = CommandRun.of(cohort.command(NO_DIAGNOSIS, "run", folder.resolve("out")));
    assertThat(run.code()).as(run.text()).isZero();
    try (Stream<Path> files = Files.walk(cohort.folder().resolve("phenotype"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    without = CommandRun.of(cohort.command("run", folder.resolve("without")));
    // A command stops the session, so tables are opened after the last one.
    tables = PublishedTables.in(folder.resolve("out"));
  }

  /** Gives a person a second session with the same data a day later. */
  private static void scanAgain(String person) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(cohort.folder())) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> file.getFileName().toString().startsWith(person + "_ses-1_"))
              .toList();
    }
    for (Path file : files) {
      Path copy = Path.of(file.toString().replace("ses-1", "ses-2"));
      Files.createDirectories(copy.getParent());
      if (file.toString().endsWith(".tsv") && Files.readString(file).contains("ses-1")) {
        Files.writeString(copy, Files.readString(file).replace("ses-1", "ses-2"));
      } else {
        Files.copy(file, copy);
      }
    }
    Path sessions = cohort.folder().resolve(person).resolve(person + "_sessions.tsv");
    String text = Files.readString(sessions);
    String first = text.lines().filter(line -> line.startsWith("ses-1")).findFirst().orElseThrow();
    Files.writeString(sessions, text + first.replace("ses-1", "ses-2") + "\n");
  }

  @Test
  void withoutDiagnosisAllAreOneStratum() {
    List<Row> correlations = tables.rows(Tables.SEVERITY_CORRELATIONS, "true");
    assertThat(correlations).isNotEmpty();
    assertThat(correlations).extracting(row -> row.<String>getAs("disease")).containsOnly("all");
    assertThat(tables.rows(Tables.COHORT, "disease = 'all' and status = 'joined'")).hasSize(11);
  }

  @Test
  void aPersonWithTwoScansCountsOnce() {
    assertThat(tables.rows(Tables.SCAN_SCORES, "participant_id = 'sub-AD001' and scale = 'MMSE'"))
        .hasSize(2);
    // Everyone with an MMSE is one pair, and the second scan of one of them is counted as left out.
    List<Row> mmse =
        tables.rows(
            Tables.SEVERITY_CORRELATIONS,
            "scale = 'MMSE' and model = 'Logan' and adjustment = 'none'");
    assertThat(mmse)
        .isNotEmpty()
        .allSatisfy(
            row -> {
              int left = row.<Integer>getAs("excluded_lab") + row.<Integer>getAs("excluded_score");
              assertThat(row.<Integer>getAs("excluded_repeat")).isEqualTo(1);
              assertThat(row.<Integer>getAs("n")).isEqualTo(11 - 1 - left);
              assertThat(row.<Integer>getAs("n_participants")).isEqualTo(row.getAs("n"));
            });
  }

  @Test
  void withoutAnyScoreThereAreNoCorrelationsAndALineSaysSo() throws IOException {
    assertThat(without.code()).as(without.text()).isZero();
    assertThat(without.out())
        .contains("Correlations: none, the data set has no clinical score")
        .contains("phenotype/*.tsv");
    PublishedTables other = PublishedTables.in(folder.resolve("without"));
    assertThat(other.rows(Tables.SEVERITY_CORRELATIONS, "true")).isEmpty();
    assertThat(other.rows(Tables.REGIONAL_OUTCOMES, "value is not null")).isNotEmpty();
    assertThat(run.out()).doesNotContain("no clinical score");
  }
}
