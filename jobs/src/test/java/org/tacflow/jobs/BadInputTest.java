package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.bids.Storage;
import org.tacflow.simulate.CohortSimulator;
import org.tacflow.simulate.CohortSize;
import org.tacflow.simulate.SimulationOptions;
import org.tacflow.tables.Tables;

/**
 * Damaged scans are refused with a reason and cost no other scan anything.
 *
 * <p>The truth is a run over the same cohort before the damage: same seed, same bytes.
 */
class BadInputTest {
  @TempDir private static Path folder;

  private static SmallCohort damaged;
  private static CommandRun run;
  private static PublishedTables tables;
  private static PublishedTables clean;

  @BeforeAll
  static void damageOneScanPerCaseAndRun() throws IOException {
    SmallCohort whole = SmallCohort.images(folder.resolve("whole"), 7, 6);
    CommandRun good = CommandRun.of(whole.command("run", folder.resolve("good")));
    assertThat(good.code()).as(good.text()).isZero();

    damaged = SmallCohort.images(folder.resolve("damaged"), 7, 6);
    SmallCohort.edit(sidecar("sub-HC001"), text -> text.replace("\"FrameDuration\"", "\"Frames\""));
    SmallCohort.edit(sidecar("sub-HC002"), text -> text.replaceAll(", [0-9.]+ \\]", " ]"));
    Path truncated = damaged.file("sub-HC003", "pet.nii.gz");
    byte[] bytes = Files.readAllBytes(truncated);
    Files.write(truncated, Arrays.copyOf(bytes, bytes.length / 2));
    Files.writeString(damaged.file("sub-HC004", "pet.nii.gz"), "version https://git-lfs\n");

    Files.write(
        damaged.file("sub-HC005", "dseg.nii.gz"), labelsOfOtherGrid(folder.resolve("other")));
    SmallCohort.edit(sidecar("sub-HC006"), text -> text.replace("\"C11\"", "\"Unobtainium\""));
    SmallCohort.edit(
        sidecar("sub-HC007"),
        text ->
            text.replace("\"C11\"", "\"Unobtainium\"")
                .replace("\"ImageDecayCorrected\" : true", "\"ImageDecayCorrected\" : false"));
    for (String part : List.of("manual", "autosampler")) {
      Files.delete(damaged.file("sub-AD001", "recording-" + part + "_blood.tsv"));
    }
    Path participants = damaged.folder().resolve("participants.tsv");
    SmallCohort.edit(participants, text -> text.replaceFirst("sub-AD002\t.*\n", ""));
    SmallCohort.edit(
        participants, text -> text.replaceFirst("(sub-AD003\t.*\t)[CT]/[CT]\t", "$1Q/Z\t"));
    SmallCohort.edit(
        participants, text -> text + "sub-HC099\t60\tF\t70\tHC\tn/a\tA\tC/C\ttyped\tn/a\n");
    SmallCohort.edit(
        damaged.folder().resolve("phenotype/mmse.tsv"),
        text -> text.replaceFirst("(sub-AD004\tses-M00\t[-0-9]+\t)[0-9]+", "$131"));

    run = CommandRun.of(damaged.command("run", folder.resolve("bad")));
    tables = PublishedTables.in(folder.resolve("bad"));
    clean = PublishedTables.in(folder.resolve("good"));
  }

  private static Path sidecar(String person) {
    return damaged.file(person, "pet.json");
  }

  private static byte[] labelsOfOtherGrid(Path place) throws IOException {
    SimulationOptions options =
        SimulationOptions.of(CohortSize.SMOKE, place.toString(), 1)
            .withGroups(Map.of("HC", 1), CohortSize.tracers())
            .withPhantom(8);
    CohortSimulator.of(options, Storage.local()).simulate((done, total) -> {});
    try (Stream<Path> files = Files.walk(place)) {
      Path labels =
          files.filter(file -> file.toString().endsWith("_dseg.nii.gz")).findFirst().orElseThrow();
      return Files.readAllBytes(labels);
    }
  }

  @Test
  void theRunGoesOnAndItsExitCodeSaysThatSomethingWasRejected() {
    assertThat(run.code()).as(run.text()).isEqualTo(Tacflow.REJECTIONS);
    assertThat(run.out()).contains("Rejected: 8 scans").contains("Published run");
    assertThat(run.err()).doesNotContain("\tat org.tacflow");
  }

  @Test
  void everyRefusalSaysWhatWhereAndWhatToDo() {
    refused("sub-HC001", "index", "no FrameDuration", "_pet.json", "must give");
    refused("sub-HC002", "extract", "38", "37", "sub-HC002_ses-1_trc-PBR28_pet.nii.gz", "(");
    refused("sub-HC003", "extract", "sub-HC003_ses-1_trc-PBR28_pet.nii.gz", "trunc", "(");
    refused("sub-HC004", "extract", "sub-HC004_ses-1_trc-PBR28_pet.nii.gz", "gzip", "(");
    refused("sub-HC005", "extract", "_dseg.nii.gz", "_pet.nii.gz", "they have sizes", "(resample");
    refused("sub-HC007", "index", "decay", "Unobtainium", "_pet.json", "(");
    refused("sub-AD001", "inputs", "sub-AD001", "blood", "(");
    refused("sub-AD002", "join", "no row sub-AD002", "participants.tsv", "(add it)");
    assertThat(tables.rows(Tables.REJECTED_SCANS, "true")).hasSize(8);
  }

  private static void refused(String person, String stage, String... parts) {
    List<Row> rows = tables.rows(Tables.REJECTED_SCANS, "participant_id = '" + person + "'");
    assertThat(rows).as(person).hasSize(1);
    assertThat(rows.get(0).<String>getAs("stage")).as(person).isEqualTo(stage);
    assertThat(rows.get(0).<String>getAs("reason")).contains(parts);
  }

  @Test
  void scansInAreScansOut() {
    assertThat(tables.rows(Tables.SCANS, "true")).hasSize(13);
    assertThat(tables.rows(Tables.SCAN_STATUS, "true")).hasSize(13);
    assertThat(tables.rows(Tables.SCAN_STATUS, "status = 'rejected'"))
        .extracting(row -> row.<String>getAs("participant_id"))
        .containsExactlyInAnyOrder(
            "sub-HC001", "sub-HC002", "sub-HC003", "sub-HC004", "sub-HC005", "sub-HC007");
    // A scan is refused before it has curves, or has a row for each outcome of each region.
    Map<String, Long> expected = outcomesPerScan(clean);
    Map<String, Long> actual = outcomesPerScan(tables);
    TreeSet<String> withoutCurves = new TreeSet<>(expected.keySet());
    withoutCurves.removeAll(actual.keySet());
    assertThat(withoutCurves)
        .containsExactlyElementsOf(
            tables.rows(Tables.REJECTED_SCANS, "stage in ('index', 'extract')").stream()
                .map(row -> row.<String>getAs("scan"))
                .sorted()
                .toList());
    assertThat(repeatedRows(tables)).isZero();
    actual.forEach((scan, rows) -> assertThat(rows).as(scan).isEqualTo(expected.get(scan)));
    assertThat(actual).hasSize(7);
    // Every scan stands in the cohort once, and so does the person without one.
    assertThat(tables.rows(Tables.COHORT, "scan is not null"))
        .extracting(row -> row.<String>getAs("scan"))
        .doesNotHaveDuplicates()
        .hasSize(13);
  }

  /** Rows beyond the first of a scan, region, model, outcome and estimate. */
  private static long repeatedRows(PublishedTables from) {
    String[] key = {"scan", "region", "is_group", "model", "outcome", "estimate"};
    Dataset<Row> rows = from.read(Tables.REGIONAL_OUTCOMES);
    return rows.count() - rows.dropDuplicates(key).count();
  }

  private static Map<String, Long> outcomesPerScan(PublishedTables from) {
    // VT/fP stands only where a free fraction was measured: not where blood is missing.
    return from.rows(Tables.REGIONAL_OUTCOMES, "outcome != 'VTfP'").stream()
        .collect(
            Collectors.groupingBy(
                row -> row.<String>getAs("scan"), TreeMap::new, Collectors.counting()));
  }

  @Test
  void goodScansKeepAllTheirResultsToTheBit() {
    String good =
        "participant_id in ('sub-AD002', 'sub-AD003', 'sub-AD004', 'sub-AD005', 'sub-AD006')";
    List<String> expected = outcomes(clean, good);
    assertThat(expected).hasSizeGreaterThan(5 * 3 * 12);
    assertThat(outcomes(tables, good)).isEqualTo(expected);
  }

  private static List<String> outcomes(PublishedTables from, String where) {
    return from
        .read(Tables.REGIONAL_OUTCOMES)
        .where(where)
        // The hash of the files behind a scan differs where one of them is damaged, as it should.
        .drop("input_hash")
        .selectExpr("to_json(struct(*))")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void withoutBloodTheReferenceModelsStayAndPlasmaModelsSayWhy() {
    String ad001 = "participant_id = 'sub-AD001' and ";
    assertThat(outcomes(tables, ad001 + "model = 'SUVR'"))
        .isNotEmpty()
        .isEqualTo(outcomes(clean, ad001 + "model = 'SUVR'"));
    List<Row> plasma =
        tables.rows(
            Tables.REGIONAL_OUTCOMES,
            ad001 + "model in ('Logan', 'MA1') and estimate = 'mean_tac'");
    assertThat(plasma)
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.<Double>getAs("value")).isNull();
              assertThat(row.<String>getAs("status")).isEqualTo("no_input");
            });
  }

  @Test
  void anUnknownIsotopeIsFlaggedWhereNothingNeedsIt() {
    Row scan = tables.rows(Tables.SCANS, "participant_id = 'sub-HC006'").get(0);
    assertThat(scan.<String>getAs("status")).isEqualTo("accepted");
    assertThat(scan.<Double>getAs("half_life")).isNull();
    assertThat(scan.<String>getList(scan.fieldIndex("flags")))
        .anySatisfy(flag -> assertThat(flag).contains("Unobtainium"));
    assertThat(
            tables.rows(
                Tables.INPUT_FUNCTIONS,
                "scan like 'sub-HC006%' and exists(flags, f -> f like 'weights_by_duration%')"))
        .hasSize(1);
    // Logan and SUVR weight by duration anyway: the same numbers.
    String logan = "participant_id = 'sub-HC006' and model = 'SUVR' and outcome = 'SUVR'";
    assertThat(values(tables, logan)).isNotEmpty().isEqualTo(values(clean, logan));
  }

  private static List<String> values(PublishedTables from, String where) {
    return from
        .read(Tables.REGIONAL_OUTCOMES)
        .where(where)
        .selectExpr("to_json(struct(region, estimate, value))")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void theCohortSaysWhoIsNotJoinedAndWhy() {
    cohort("sub-HC099", "no_scan", "no scan of sub-HC099");
    cohort("sub-AD002", "no_participant", "participants.tsv");
    for (int person = 1; person <= 5; person++) {
      cohort("sub-HC00" + person, "scan_rejected", "rejected_scans");
    }
    Row genotype = cohort("sub-AD003", "joined", "Q/Z (must be HAB, MAB, LAB");
    assertThat(genotype.<String>getAs("genotype")).isNull();
    assertThat(genotype.<String>getAs("genotype_status")).isEqualTo("unknown_spelling");
  }

  private static Row cohort(String person, String status, String reason) {
    List<Row> rows = tables.rows(Tables.COHORT, "participant_id = '" + person + "'");
    assertThat(rows).as(person).hasSize(1);
    assertThat(rows.get(0).<String>getAs("status")).as(person).isEqualTo(status);
    assertThat(rows.get(0).<String>getAs("reason")).as(person).contains(reason);
    return rows.get(0);
  }

  @Test
  void aScoreOutOfRangeIsRefusedAndNotCorrelated() {
    List<Row> scores =
        tables.rows(Tables.CLINICAL_SCORES, "participant_id = 'sub-AD004' and raw = '31'");
    assertThat(scores).hasSize(1);
    assertThat(scores.get(0).<Double>getAs("score")).isNull();
    assertThat(scores.get(0).<String>getAs("status")).isEqualTo("out_of_range");
    assertThat(scores.get(0).<String>getAs("reason")).contains("31", "30");
    assertThat(scores.get(0).<String>getAs("source")).contains("mmse.tsv");
    assertThat(tables.rows(Tables.SCAN_SCORES, "scale = 'MMSE' and score > 30")).isEmpty();
  }
}
