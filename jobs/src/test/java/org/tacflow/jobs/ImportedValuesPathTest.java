package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/** A SPECT cohort without any PET file: perfusion ratios as a table, people and scores in BIDS. */
class ImportedValuesPathTest {
  @TempDir static Path folder;

  private static PublishedTables tables;

  @BeforeAll
  static void runOnce() throws IOException {
    StringBuilder people = new StringBuilder("participant_id\tgroup\tonset_type\tonset_date\n");
    StringBuilder scores = new StringBuilder("participant_id\tvisit_date\tALSFRS\n");
    StringBuilder values = new StringBuilder("id,cortex\n");
    for (int i = 0; i < 20; i++) {
      boolean patient = i < 14;
      String onset = i % 2 == 0 ? "spinal_onset" : "bulbar_onset";
      String id = "sub-%02d".formatted(i);
      people.append(
          "%s\t%s\t%s\t2019-01-01%n"
              .formatted(id, patient ? "ALS" : "HC", patient ? onset : "n/a"));
      if (patient) {
        scores.append("%s\t2020-03-%02d\t%d%n".formatted(id, i + 1, i == 13 ? 77 : 20 + i));
      }
      values.append("%02d,%s%n".formatted(i, 0.8 + 0.02 * i + 0.03 * (i % 3)));
    }
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(data.resolve("phenotype"));
    Files.writeString(data.resolve("participants.tsv"), people);
    Files.writeString(data.resolve("phenotype/alsfrs.tsv"), scores);
    Files.writeString(folder.resolve("spect.csv"), values);
    String yaml =
        """
        bids-dir: %s
        clinical: {subgroup-columns: [onset_type]}
        measures:
          regional-values:
            - {path: %s, tracer: ECD, outcome: perfusion, participant-column: id,
               regions: {cortex: cortex_global}}
        """
            .formatted(data, folder.resolve("spect.csv"));
    tables = Runs.run(yaml, folder.resolve("out"));
  }

  private static Row row(Table table, String where) {
    List<Row> rows = tables.rows(table, where);
    assertThat(rows).as(where).hasSize(1);
    return rows.get(0);
  }

  @Test
  void theFindingOfThePaperIsTestedHere() {
    Row row = row(Tables.EVIDENCE_AGREEMENT, "finding = 'ALS-ECD-01'");
    assertThat(row.<String>getAs("agreement")).isEqualTo("agree");
    // 77 is no score of a scale that ends at 40.
    assertThat(row.<Integer>getAs("n_here")).isEqualTo(13);
    assertThat(row.<String>getAs("estimate")).isEqualTo("imported");
  }

  @Test
  void aRefusedScoreSaysWhyAtTheScan() {
    Row row = row(Tables.SCAN_SCORES, "participant_id = 'sub-13' and scale = 'ALSFRS'");
    assertThat(row.<Double>getAs("score") == null).isTrue();
    assertThat(row.<String>getAs("reason"))
        .isEqualTo("Invalid ALSFRS: 77 (must be 0 to 40 in steps of 1)");
  }

  @Test
  void subgroupsOfTheirOwnColumnAreContrasted() {
    List<Row> rows =
        tables.rows(
            Tables.GROUP_CONTRASTS,
            "method = 'welch' and subgroup = 'bulbar_onset' and comparator_subgroup = 'spinal_onset'");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<Integer>getAs("n_group")).isEqualTo(7);
  }

  @Test
  void targetsStandBesideEachOther() {
    Row row = row(Tables.TARGETS, "property = 'Established outcomes'");
    assertThat(row.<String>getAs("tspo")).contains("VT").contains("BPND");
    assertThat(row.<String>getAs("cx3cr1")).isEqualTo("none");
    assertThat(tables.rows(Tables.TARGETS, "finding is not null")).hasSize(5);
  }
}
