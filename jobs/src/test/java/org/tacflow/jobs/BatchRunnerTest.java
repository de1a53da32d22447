package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Reuse;
import org.tacflow.tables.RunStore;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.testing.LocalSpark;

/** A stage of five scans, one of which brings its task down in the way that a file names. */
class BatchRunnerTest {
  private static final String POISONED = "sub-AD002_ses-1_trc-PBR28";

  @TempDir private Path folder;
  private SmallCohort cohort;
  private Path fault;
  private Path out;

  @BeforeEach
  void simulate() throws IOException {
    cohort = SmallCohort.curves(folder.resolve("cohort"), 2, 3);
    fault = folder.resolve("fault");
    out = folder.resolve("out");
  }

  @Test
  void aPoisonedScanIsRefusedAloneAndTriedAgainByTheNextRun() throws IOException {
    Files.writeString(fault, "the image of this scan is not of this world");
    RunContext first = run();
    assertThat(first.metrics().made()).isEqualTo(5 + 5);
    List<Row> refused = published(Tables.REJECTED_SCANS);
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0).<String>getAs("scan")).isEqualTo(POISONED);
    assertThat(refused.get(0).<String>getAs("participant_id")).isEqualTo("sub-AD002");
    assertThat(refused.get(0).<String>getAs("stage")).isEqualTo("fragile");
    assertThat(refused.get(0).<String>getAs("reason"))
        .startsWith("Cannot fragile " + POISONED + ": it failed every attempt, alone too: ")
        .contains("IllegalStateException: the image of this scan is not of this world");
    // Once each, although their tasks ran several times.
    assertThat(published(Tables.SCAN_SETTINGS))
        .extracting(row -> row.<String>getAs("scan"))
        .hasSize(4)
        .doesNotHaveDuplicates()
        .doesNotContain(POISONED);

    assertThat(run().metrics().made()).as("only the poisoned scan is tried again").isEqualTo(1);
    assertThat(published(Tables.REJECTED_SCANS)).isEqualTo(refused);

    Files.delete(fault);
    assertThat(run().metrics().made()).isEqualTo(1);
    assertThat(published(Tables.SCAN_SETTINGS)).hasSize(5);
    assertThat(published(Tables.REJECTED_SCANS)).isEmpty();
    assertThat(run().metrics().made()).isZero();
  }

  @Test
  void aFullDiskIsNoScansFaultAndTheNextRunGoesOn() throws IOException {
    run();
    List<Row> before = published(Tables.SCAN_SETTINGS);
    String current = store().current().orElseThrow().run();
    SmallCohort.edit(cohort.file("sub-HC001", "pet.json"), text -> text.replaceFirst("\\{", "{ "));
    Files.writeString(fault, "No space left on device");
    RunContext full = begin();
    assertThatThrownBy(() -> run(full)).hasStackTraceContaining("No space left on device");
    assertThat(store().current().orElseThrow().run()).isEqualTo(current);
    assertThat(published(Tables.SCAN_SETTINGS)).isEqualTo(before);

    Files.delete(fault);
    // The index of the changed scan was kept by the run that died; one of the fragile stage is due.
    assertThat(run().metrics().made()).isEqualTo(1);
    assertThat(published(Tables.SCAN_SETTINGS)).hasSameSizeAs(before);
  }

  @Test
  void aFaultOfEveryScanIsNotCalledOneOfTheData() throws IOException {
    Files.writeString(fault, "all");
    assertThatThrownBy(this::run).hasStackTraceContaining("nobody can do this");
    assertThat(store().current()).isEmpty();
  }

  private RunContext begin() throws IOException {
    Map<String, String> places =
        Map.of("bids-dir", cohort.folder().toString(), "output-dir", out.toString());
    return RunContext.begin(
        LocalSpark.session(),
        Configs.reader().parse("test", SmallCohort.CONFIG, "", places),
        Progress.silent());
  }

  private RunContext run() throws IOException {
    return run(begin());
  }

  private RunContext run(RunContext run) throws IOException {
    List<Job> jobs = List.of(new IndexScans(), new Fragile(fault.toString()));
    new StageRunner(run).changed(jobs, Reuse.of(run.store()));
    return run;
  }

  private RunStore store() {
    return RunStore.of(LocalSpark.session(), out.toString());
  }

  private List<Row> published(Table table) throws IOException {
    return PublishedTables.in(out).read(table).orderBy("scan").collectAsList();
  }

  /** Writes a row per scan, unless the file of the fault says otherwise. */
  private record Fragile(String fault) implements ScanJob {
    @Override
    public String name() {
      return "fragile";
    }

    @Override
    public String purpose() {
      return "break";
    }

    @Override
    public void ingredients(ScanIngredients unit) {
      unit.stage("index");
    }

    @Override
    public void run(RunContext run) throws IOException {
      List<ScanTable.Scan> scans = ScanTable.accepted(run.tables());
      String file = fault;
      run.draft()
          .write(
              Tables.SCAN_SETTINGS,
              run.spark()
                  .createDataFrame(
                      JavaSparkContext.fromSparkContext(run.spark().sparkContext())
                          .parallelize(scans, scans.size())
                          .map(scan -> row(scan.key(), file)),
                      Tables.SCAN_SETTINGS.schema())
                  .coalesce(1));
    }

    private static Row row(String scan, String fault) throws IOException {
      String text = Files.exists(Path.of(fault)) ? Files.readString(Path.of(fault)) : "";
      if (text.startsWith("No space")) {
        throw new IOException(text);
      }
      if (text.equals("all")) {
        throw new IllegalStateException("nobody can do this");
      }
      if (!text.isEmpty() && scan.equals(POISONED)) {
        throw new IllegalStateException(text);
      }
      return new Cells(Tables.SCAN_SETTINGS.schema()).put("scan", scan).row();
    }
  }
}
