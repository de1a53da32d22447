package org.tacflow.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.InputException;
import org.tacflow.testing.LocalSpark;

/**
 * What readers see of published runs; the foreign reader is DuckDB, which shares no code with
 * Spark.
 */
class RunStoreTest {
  private final SparkSession spark = LocalSpark.session();
  @TempDir private Path out;

  @Test
  void nothingIsVisibleBeforePublication() throws Exception {
    RunStore store = RunStore.of(spark, out.toString());
    RunDraft draft = store.begin("run-1", "settings");
    draft.write(Tables.REJECTED_SCANS, rejected("first"));
    assertThat(store.current()).isEmpty();
    assertThat(out.resolve("_CURRENT")).doesNotExist();
  }

  @Test
  void publicationReplacesTheTablesAtOnce() throws Exception {
    publish("run-1", "first");
    assertThat(reasonsInDuckDb()).containsExactly("first");
    publish("run-2", "second");
    assertThat(reasonsInDuckDb()).containsExactly("second");
    assertThat(Files.readString(out.resolve("_CURRENT"))).isEqualTo("runs/run-2\n");
  }

  @Test
  void aTableThatARunDoesNotWriteIsCarriedOver() throws Exception {
    publish("run-1", "first");
    RunStore store = RunStore.of(spark, out.toString());
    RunDraft second = store.begin("run-2", "settings");
    second.write(Tables.SCAN_SCORES, spark.createDataFrame(List.of(), Tables.SCAN_SCORES.schema()));
    Manifest manifest = second.publish("1");
    assertThat(manifest.tables())
        .containsEntry("rejected_scans", "runs/run-1/rejected_scans")
        .containsEntry("scan_scores", "runs/run-2/scan_scores");
    assertThat(manifest.rows())
        .containsEntry("rejected_scans", 1L)
        .containsEntry("scan_scores", 0L);
    assertThat(reasonsInDuckDb()).containsExactly("first");
  }

  @Test
  void unitsStandInTheParquetFile() throws Exception {
    publish("run-1", "first");
    RunDraft draft = RunStore.of(spark, out.toString()).begin("run-2", "settings");
    draft.write(Tables.VOXEL_TACS, spark.createDataFrame(List.of(), Tables.VOXEL_TACS.schema()));
    // Spark keeps column comments in the file's own schema text, which any Parquet reader can
    // print.
    String comment =
        spark
            .read()
            .parquet(out.resolve("runs/run-2/voxel_tacs").toString())
            .schema()
            .apply("tac")
            .getComment()
            .get();
    assertThat(comment).startsWith("[kBq/mL]");
  }

  @Test
  void aMissingTableIsTheUsersFaultWithARemedy() throws Exception {
    RunTables tables = RunStore.of(spark, out.toString()).published();
    assertThatThrownBy(() -> tables.read(Tables.SCANS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot read table scans")
        .hasMessageContaining("run the job that makes it first");
  }

  @Test
  void noTwoColumnsOfATableDifferByCaseOnly() {
    for (Table table : Tables.all()) {
      List<String> names = List.of(table.schema().fieldNames());
      assertThat(names.stream().map(n -> n.toLowerCase(java.util.Locale.ROOT)).distinct())
          .as(table.name())
          .hasSameSizeAs(names);
    }
  }

  private void publish(String id, String reason) throws Exception {
    RunDraft draft = RunStore.of(spark, out.toString()).begin(id, "settings");
    draft.write(Tables.REJECTED_SCANS, rejected(reason));
    draft.publish("1");
  }

  private Dataset<Row> rejected(String reason) {
    return spark.createDataFrame(
        List.of(RowFactory.create("sub-01", "sub-01", null, "index", reason)),
        Tables.REJECTED_SCANS.schema());
  }

  /** Reads as the README tells analysts to: the pointer, then the manifest, then the folder. */
  private List<String> reasonsInDuckDb() throws Exception {
    List<String> reasons = new ArrayList<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = duckdb.createStatement()) {
      sql.execute("SET VARIABLE out = '" + out + "/'");
      sql.execute(
          "SET VARIABLE run = (SELECT trim(content, chr(10)) FROM read_text(getvariable('out') ||"
              + " '_CURRENT'))");
      sql.execute(
          "SET VARIABLE folder = (SELECT tables.rejected_scans FROM read_json(getvariable('out') ||"
              + " getvariable('run') || '/manifest.json'))");
      try (ResultSet rows =
          sql.executeQuery(
              "SELECT reason FROM read_parquet(getvariable('out') || getvariable('folder') ||"
                  + " '/*.parquet')")) {
        while (rows.next()) {
          reasons.add(rows.getString(1));
        }
      }
    }
    return reasons;
  }
}
