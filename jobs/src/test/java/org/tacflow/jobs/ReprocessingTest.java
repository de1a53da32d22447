package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.FileHashes;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.Reuse;
import org.tacflow.tables.RunStore;
import org.tacflow.tables.StageRecord;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.testing.LocalSpark;

/**
 * A cohort that changes from night to night, reprocessed in one output folder.
 *
 * <p>The truth for every night is the same cohort run from nothing into an empty folder: rows equal
 * to the bit. The nights follow each other, as they do at a site.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReprocessingTest {
  private static final int COHORT_STAGES =
      (int) ReprocessCohort.jobs().stream().filter(job -> !(job instanceof ScanJob)).count();

  @TempDir private static Path folder;

  private static SmallCohort cohort;
  private static Path out;
  private static RunContext last;

  @BeforeAll
  static void firstNight() throws IOException {
    cohort = SmallCohort.images(folder.resolve("cohort"), 2, 3);
    Files.move(cohort.folder().resolve("sub-AD003"), folder.resolve("sub-AD003"));
    out = folder.resolve("out");
    last = run(out, Map.of());
    // Scans at index, extract, inputs, compare, summarize; two voxel models; three regional ones.
    assertThat(last.metrics().made()).isEqualTo(4 * 5 + 4 * 2 + 4 * 3 + COHORT_STAGES);
    assertThat(last.metrics().reused()).isZero();
  }

  @Test
  @Order(1)
  void anUnchangedCohortIsCarriedOverWhole() throws IOException {
    Manifest before = store().current().orElseThrow();
    last = run(out, Map.of());
    assertThat(last.metrics().made()).isZero();
    Manifest after = store().current().orElseThrow();
    assertThat(after.run()).isNotEqualTo(before.run());
    for (String table : before.tables().keySet()) {
      if (!table.equals("runs")) {
        assertThat(after.tables().get(table)).isEqualTo(before.tables().get(table));
        assertThat(after.rows().get(table)).as(table).isEqualTo(before.rows().get(table));
      }
    }
    assertThat(PublishedTables.in(out).rows(Tables.RUNS, "state = 'published'")).hasSize(1);
  }

  @Test
  @Order(2)
  void aFileThatIsTouchedButNotChangedIsNoReason() throws IOException {
    Path image = cohort.file("sub-AD001", "pet.nii.gz");
    byte[] same = Files.readAllBytes(image);
    Files.write(image, same);
    assertThat(plan(Map.of())).containsExactly("0 units to make, " + units() + " to carry over");
  }

  @Test
  @Order(3)
  void aCorrectedBloodFileConcernsItsScanFromTheInputOn() throws IOException {
    SmallCohort.edit(
        cohort.file("sub-AD001", "recording-manual_blood.tsv"),
        text -> text.replaceFirst("(?m)^(\\d+\\t)(\\d)", "$19$2"));
    List<String> plan = plan(Map.of());
    assertThat(plan)
        .contains("inputs: 1 of 4 to make")
        .anyMatch(
            line ->
                line.contains("changed file sub-AD001_ses-1_trc-PBR28_recording-manual_blood.tsv"))
        .noneMatch(line -> line.startsWith("extract"));
    last = run(out, Map.of());
    // index, input, 2 voxel fits, 3 regional fits, comparison, summary of one scan, the cohort.
    assertThat(last.metrics().made()).isEqualTo(1 + 1 + 2 + 3 + 1 + 1 + COHORT_STAGES);
    assertSameAsFromNothing(Map.of());
  }

  @Test
  @Order(4)
  void aChangedModelSettingConcernsThatModelOnly() throws IOException {
    Map<String, String> settings = Map.of("models", otherTStar());
    assertThat(plan(settings))
        .contains("fit-voxels: 4 of 8 to make", "fit-regions: 4 of 12 to make")
        .anyMatch(line -> line.contains("changed setting models.Logan.settings.t-star"))
        .noneMatch(line -> line.startsWith("inputs"));
    last = run(out, settings);
    assertThat(last.metrics().made()).isEqualTo(4 + 4 + 4 + 4 + COHORT_STAGES);
    assertSameAsFromNothing(settings);
  }

  @Test
  @Order(5)
  void aRemovedScanLeavesTheTablesAndStaysInHistory() throws IOException {
    String before = store().current().orElseThrow().run();
    delete(cohort.folder().resolve("sub-AD002"));
    assertThat(plan(Map.of())).contains("  gone, leaves the tables: sub-AD002_ses-1_trc-PBR28");
    last = run(out, Map.of());
    // The setting is back to what it was two nights ago: those fits are taken from there.
    assertThat(last.metrics().made()).isEqualTo(COHORT_STAGES);
    for (Table table : List.of(Tables.SCANS, Tables.VOXEL_TACS, Tables.VOXEL_FITS)) {
      assertThat(PublishedTables.in(out).rows(table, "scan like 'sub-AD002%'")).isEmpty();
    }
    assertSameAsFromNothing(Map.of());
    SparkSession spark = LocalSpark.session();
    String old = store().manifest(before).orElseThrow().tables().get("voxel_fits");
    assertThat(spark.read().parquet(out.resolve(old).toString()).where("scan like 'sub-AD002%'"))
        .matches(rows -> !rows.isEmpty());
  }

  @Test
  @Order(6)
  void aLostFileOfAnEarlierRunIsMadeAgain() throws IOException {
    delete(out.resolve(store().current().orElseThrow().tables().get("regional_tacs")));
    // An older run has the same rows, and they are taken from there.
    assertThat(plan(Map.of())).containsExactly("0 units to make, " + units() + " to carry over");
    for (String run : store().runs()) {
      delete(out.resolve("runs/" + run + "/regional_tacs"));
    }
    assertThat(plan(Map.of())).anyMatch(line -> line.startsWith("  its files are not all there"));
    last = run(out, Map.of());
    assertThat(last.metrics().made()).isEqualTo(3);
    // The cohort is that of the night before.
    PublishedTables.assertIdentical(folder.resolve("fresh"), out);
  }

  @Test
  @Order(7)
  void aScanThatArrivesIsMadeAloneAndForceMakesEverything() throws IOException {
    Files.move(folder.resolve("sub-AD003"), cohort.folder().resolve("sub-AD003"));
    assertThat(plan(Map.of())).contains("fit-voxels: 2 of 8 to make", "extract: 1 of 4 to make");
    last = run(out, Map.of());
    assertThat(last.metrics().made()).isEqualTo(5 + 2 + 3 + COHORT_STAGES);
    assertSameAsFromNothing(Map.of());
    RunContext all = begin(out, Map.of());
    ReprocessCohort.runAll(all);
    assertThat(all.metrics().made()).isEqualTo(4 * 5 + 4 * 2 + 4 * 3 + COHORT_STAGES);
    PublishedTables.assertIdentical(folder.resolve("fresh"), out);
  }

  private static String otherTStar() {
    return "[{model: Logan, t-star: {minutes: 40}}, {model: MA1, t-star: {minutes: 30}, voxels:"
        + " false}, {model: SUVR, reference-region: cerebellum, window-minutes: [60, 90]}]";
  }

  private static int units() throws IOException {
    int units = 0;
    for (StageRecord record : last.draft().stages()) {
      units += record.stage().equals("rejected") ? 0 : record.units().size();
    }
    return units;
  }

  private static RunStore store() {
    return RunStore.of(LocalSpark.session(), out.toString());
  }

  private static CohortConfig config(Path output, Map<String, String> settings) {
    Map<String, String> all = new java.util.LinkedHashMap<>(settings);
    all.put("bids-dir", cohort.folder().toString());
    all.put("output-dir", output.toString());
    return Configs.reader().parse("test", SmallCohort.CONFIG, "", all);
  }

  private static RunContext run(Path output, Map<String, String> settings) throws IOException {
    RunContext run = begin(output, settings);
    ReprocessCohort.run(run);
    return run;
  }

  private static RunContext begin(Path output, Map<String, String> settings) throws IOException {
    return RunContext.begin(LocalSpark.session(), config(output, settings), Progress.silent());
  }

  private static List<String> plan(Map<String, String> settings) throws IOException {
    Storage storage = Storage.local();
    RunInputs inputs =
        new RunInputs(
            storage,
            config(out, settings),
            FileHashes.none(),
            files -> RunInputs.readHere(storage, files));
    return Plan.of(ReprocessCohort.jobs(), inputs, Reuse.of(store())).lines();
  }

  private static void assertSameAsFromNothing(Map<String, String> settings) throws IOException {
    Path fresh = folder.resolve("fresh");
    delete(fresh);
    run(fresh, settings);
    PublishedTables.assertIdentical(fresh, out);
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
