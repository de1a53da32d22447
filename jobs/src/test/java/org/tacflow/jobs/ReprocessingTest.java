package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>The truth for a night is the same cohort run from nothing, into another folder or on an
 * earlier night of the same state: rows equal to the bit. The nights follow each other, as they do
 * at a site.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReprocessingTest {
  private static final String CONFIG =
      """
      name: nights
      blood:
        delay: none
      models:
        - model: Logan
          t-star: {minutes: 30}
        - model: MA1
          t-star: {minutes: 30}
          voxels: false
      registry-groups: [cerebellum, thalamus]
      clinical:
        group-column: group
      correlations:
        regions: [thalamus]
        minimum-n: 4
      """;

  /** Every stage of scans, and two of the cohort: the others are carried over by the same rule. */
  private static final List<Job> JOBS =
      ReprocessCohort.jobs().stream()
          .filter(
              job -> job instanceof ScanJob || List.of("join", "correlate").contains(job.name()))
          .toList();

  private static final int COHORT_STAGES = 2;

  /**
   * Index, extract, inputs, settings, compare, sime, summarize; Logan on voxels; two on regions.
   */
  private static final int OF_A_SCAN = 7 + 1 + 2;

  @TempDir private static Path folder;

  private static SmallCohort cohort;
  private static Path out;
  private static RunContext last;
  private static Map<String, List<String>> ofThree;
  private static Map<String, List<String>> ofFour;

  @BeforeAll
  static void firstNight() throws IOException {
    cohort = SmallCohort.images(folder.resolve("cohort"), 2, 2);
    Files.move(cohort.folder().resolve("sub-AD002"), folder.resolve("sub-AD002"));
    out = folder.resolve("out");
    last = run(out, Map.of());
    assertThat(last.metrics().made()).isEqualTo(3 * OF_A_SCAN + COHORT_STAGES);
    assertThat(last.metrics().reused()).isZero();
    ofThree = PublishedTables.in(out).allLines();
    assertThat(ofThree.get("voxel_fits")).hasSizeGreaterThan(3000);
    assertThat(ofThree.get("regional_outcomes")).hasSizeGreaterThan(100);
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
  void aFileThatIsTouchedButNotChangedIsNoReasonAndAnotherProgramIsOneForAll() throws IOException {
    Path image = cohort.file("sub-AD001", "pet.nii.gz");
    byte[] same = Files.readAllBytes(image);
    Files.write(image, same);
    assertThat(plan(Map.of())).containsExactly("0 units to make, " + units() + " to carry over");
    List<String> other = plan(Map.of(), "another program");
    assertThat(other.get(0)).isEqualTo(units() + " units to make, 0 to carry over");
    assertThat(other).contains("fit-voxels: 3 of 3 to make", "  program version: all");
  }

  @Test
  @Order(3)
  void aScanThatArrivesIsMadeAloneAndForceMakesAllTheSame() throws IOException {
    Files.move(folder.resolve("sub-AD002"), cohort.folder().resolve("sub-AD002"));
    assertThat(plan(Map.of()))
        .contains("fit-voxels: 1 of 4 to make", "extract: 1 of 4 to make")
        .contains("  new: sub-AD002_ses-1_trc-PBR28");
    last = run(out, Map.of());
    assertThat(last.metrics().made()).isEqualTo(OF_A_SCAN + COHORT_STAGES);
    ofFour = PublishedTables.in(out).allLines();
    for (String table : List.of("scans", "voxel_tacs", "voxel_fits", "regional_outcomes")) {
      assertThat(ofFour.get(table)).as(table).containsAll(ofThree.get(table));
    }
    last = begin(out, Map.of());
    last.forgetContents();
    new StageRunner(last).changed(JOBS, Reuse.nothing(last.store()));
    assertThat(last.metrics().made()).isEqualTo(4 * OF_A_SCAN + COHORT_STAGES);
    assertThat(last.metrics().reused()).isZero();
    assertThat(PublishedTables.in(out).allLines()).isEqualTo(ofFour);
  }

  @Test
  @Order(4)
  void aCorrectedBloodFileConcernsItsScanFromTheInputOn() throws IOException {
    SmallCohort.edit(
        cohort.file("sub-AD001", "recording-manual_blood.tsv"),
        text -> text.replaceFirst("(?m)^(\\d+\\t)(\\d)", "$19$2"));
    // Settings and VND rest on the input too, but nobody asks for them.
    assertThat(plan(Map.of()))
        .contains("index: 1 of 4 to make", "inputs: 1 of 4 to make", "fit-voxels: 1 of 4 to make")
        .contains("fit-regions: 2 of 8 to make", "summarize: 1 of 4 to make")
        .anyMatch(
            line ->
                line.contains("changed file sub-AD001_ses-1_trc-PBR28_recording-manual_blood.tsv"))
        .noneMatch(line -> line.startsWith("extract") || line.startsWith("settings"));
  }

  @Test
  @Order(5)
  void aChangedModelSettingConcernsThatModelAndRowsOfOthersStay() throws IOException {
    Map<String, String> settings = Map.of("models", otherTStar());
    // On top of the blood of the same night: all four by Logan, one by MA1.
    assertThat(plan(settings))
        .contains("fit-voxels: 4 of 4 to make", "fit-regions: 5 of 8 to make")
        .anyMatch(line -> line.contains("changed setting models.Logan.settings.t-star"))
        .contains("inputs: 1 of 4 to make");
    last = run(out, settings);
    // Index and input of one; voxels, regions, comparison, summary.
    assertThat(last.metrics().made()).isEqualTo(2 + 4 + 5 + 4 + 4 + COHORT_STAGES);
    Map<String, List<String>> now = PublishedTables.in(out).allLines();
    assertThat(now.get("voxel_tacs")).isEqualTo(ofFour.get("voxel_tacs"));
    assertThat(others(now)).isEqualTo(others(ofFour)).hasSizeGreaterThan(10);
    assertSameAsFromNothing(settings);
  }

  @Test
  @Order(6)
  void whatIsAsItWasOnAnEarlierNightIsTakenFromThere() throws IOException {
    SmallCohort.edit(
        cohort.file("sub-AD001", "recording-manual_blood.tsv"),
        text -> text.replaceFirst("(?m)^(\\d+\\t)9(\\d)", "$1$2"));
    last = run(out, Map.of());
    assertThat(last.metrics().made()).isZero();
    assertThat(PublishedTables.in(out).allLines()).isEqualTo(ofFour);
  }

  @Test
  @Order(7)
  void aRemovedScanLeavesTheTablesAndStaysInHistory() throws IOException {
    String before = store().current().orElseThrow().run();
    delete(cohort.folder().resolve("sub-AD002"));
    assertThat(plan(Map.of())).contains("  gone, leaves the tables: sub-AD002_ses-1_trc-PBR28");
    last = run(out, Map.of());
    assertThat(last.metrics().made()).isZero();
    for (Table table : List.of(Tables.SCANS, Tables.VOXEL_TACS, Tables.VOXEL_FITS)) {
      assertThat(PublishedTables.in(out).rows(table, "scan like 'sub-AD002%'")).isEmpty();
    }
    assertThat(PublishedTables.in(out).allLines()).isEqualTo(ofThree);
    SparkSession spark = LocalSpark.session();
    String old = store().manifest(before).orElseThrow().tables().get("voxel_fits");
    assertThat(spark.read().parquet(out.resolve(old).toString()).where("scan like 'sub-AD002%'"))
        .matches(rows -> !rows.isEmpty());
  }

  @Test
  @Order(8)
  void aFileOfAnEarlierRunThatWasCutOrWrittenOverIsMadeAgain() throws IOException {
    List<Path> curves = parquet("regional_tacs");
    List<Path> inputs = parquet("input_functions");
    assertThat(curves.size() * inputs.size()).isPositive();
    for (Path file : curves) {
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }
    for (Path file : inputs) {
      byte[] damaged = Files.readAllBytes(file);
      damaged[damaged.length / 2] ^= 1;
      Files.write(file, damaged);
    }
    assertThat(plan(Map.of()))
        .contains("extract: 3 of 3 to make", "inputs: 3 of 3 to make")
        .contains("  its files are not all there as they were written: all");
    last = run(out, Map.of());
    assertThat(last.metrics().made()).isEqualTo(6);
    assertThat(PublishedTables.in(out).allLines()).isEqualTo(ofThree);
  }

  private static String otherTStar() {
    return "[{model: Logan, t-star: {minutes: 40}}, {model: MA1, t-star: {minutes: 30}, voxels:"
        + " false}]";
  }

  /** Inputs and fits by MA1 of the scans but for the one with other blood. */
  private static List<String> others(Map<String, List<String>> tables) {
    List<String> lines = new ArrayList<>(tables.get("input_functions"));
    lines.addAll(tables.get("regional_fits"));
    lines.removeIf(line -> line.contains("sub-AD001") || line.contains("\"Logan\""));
    return lines;
  }

  /** Parquet files of a table in every run. */
  private static List<Path> parquet(String table) throws IOException {
    try (Stream<Path> files = Files.walk(out.resolve("runs"))) {
      return files
          .filter(file -> file.toString().contains("/" + table + "/"))
          .filter(file -> file.toString().endsWith(".parquet"))
          .toList();
    }
  }

  private static int units() throws IOException {
    int units = 0;
    for (StageRecord record : last.tables().stages()) {
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
    return Configs.reader().parse("test", CONFIG, "", all);
  }

  private static RunContext run(Path output, Map<String, String> settings) throws IOException {
    RunContext run = begin(output, settings);
    new StageRunner(run).changed(JOBS, Reuse.of(run.store()));
    return run;
  }

  private static RunContext begin(Path output, Map<String, String> settings) throws IOException {
    return RunContext.begin(LocalSpark.session(), config(output, settings), Progress.silent());
  }

  private static List<String> plan(Map<String, String> settings) throws IOException {
    return plan(settings, ProgramHash.current());
  }

  private static List<String> plan(Map<String, String> settings, String program)
      throws IOException {
    Storage storage = Storage.local();
    RunInputs inputs =
        new RunInputs(
            storage,
            config(out, settings),
            FileHashes.none(),
            files -> RunInputs.readHere(storage, files));
    return Plan.of(JOBS, inputs, Reuse.of(store()), program).lines();
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
