package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Tables;

/**
 * Every defect that a cohort was given stands in the published tables, and is counted there.
 *
 * <p>Which they are is read from {@code derivatives/truth/defects.tsv}: a kind that no check knows,
 * or that this cohort lacks, fails the test.
 */
class PlantedDefectsTest {
  /** What a check asserts of the people who have a defect, in the order of the list. */
  private interface Check {
    void of(List<String> people) throws IOException;
  }

  @TempDir static Path folder;

  private static PlantedCohort cohort;

  @BeforeAll
  static void runOnce() throws IOException {
    cohort = PlantedCohort.in(folder);
  }

  @Test
  void everyPlantedKindIsFoundAndCounted() throws IOException {
    Map<String, List<String>> planted = cohort.planted();
    Map<String, Check> checks = checks();
    assertThat(planted.keySet()).isEqualTo(checks.keySet());
    for (Map.Entry<String, Check> check : checks.entrySet()) {
      check.getValue().of(planted.get(check.getKey()));
    }
    int refused = 0;
    for (String kind : List.of("missing", "sentinel", "above_range", "off_step")) {
      refused += planted.get("score_" + kind).size();
    }
    refused += planted.get("item_unable_to_rate").size();
    assertThat(cohort.rows(Tables.CLINICAL_SCORES, "status <> 'accepted'")).hasSize(refused);
  }

  private static Map<String, Check> checks() {
    Map<String, Check> checks = new TreeMap<>();
    checks.put(
        "participant_without_scan",
        people ->
            cohort.assertPeople(
                Tables.COHORT, "status = 'no_scan' and reason like 'no scan of %'", people));
    checks.put(
        "scan_without_participant",
        people -> {
          cohort.assertPeople(
              Tables.COHORT, "status = 'no_participant' and reason like '%no row%'", people);
          assertThat(cohort.rows(Tables.REJECTED_SCANS, "reason like '%no row sub-%'"))
              .hasSize(people.size());
        });
    checks.put(
        "genotype_missing",
        people -> {
          cohort.assertPeople(Tables.COHORT, "genotype_status = 'not_genotyped'", people);
          assertGenotypes("unknown", people);
        });
    checks.put(
        "genotype_strand_error",
        people -> {
          cohort.assertPeople(
              Tables.COHORT, "genotype_status = 'mixed_strands' and reason like '%C/A%'", people);
          assertGenotypes("refused", people);
          assertExcludedFromContrasts();
        });
    checks.put("low_affinity_binder", PlantedDefectsTest::assertLowBinders);
    checks.put("score_above_range", people -> assertRefused("raw = '31'", "out_of_range", people));
    checks.put("score_off_step", people -> assertRefused("raw = '0.5'", "off_step", people));
    checks.put("score_missing", people -> assertRefused("status = 'missing'", "missing", people));
    checks.put(
        "score_sentinel",
        // A code where the scale knows it, out of range where it does not.
        people -> cohort.assertPeople(Tables.CLINICAL_SCORES, refused("raw = '-4'"), people));
    checks.put(
        "item_unable_to_rate",
        people -> assertRefused("scale = 'MDS_UPDRS_III'", "item_not_rated", people));
    checks.put(
        "date_month_only",
        people ->
            cohort.assertPeople(
                Tables.CLINICAL_SCORES,
                "reason like '%only the month%' and visit_date like '%-15'",
                people));
    checks.put(
        "visit_on_and_off",
        people ->
            cohort.assertPeople(
                Tables.SCAN_SCORES,
                "medication_state = 'OFF' and reason = '2 scores of one visit: OFF taken'",
                people));
    checks.put(
        "age_above_89",
        people ->
            cohort.assertPeople(
                Tables.COHORT, "array_contains(flags, 'age_capped') and age = 89", people));
    checks.put("gender_column", people -> assertSiteFileIsRead());
    checks.put("site_of_one", PlantedDefectsTest::assertSiteOfOne);
    checks.put("region_constant", people -> assertConstantRegion());
    return checks;
  }

  private static String refused(String which) {
    return which + " and score is null and reason is not null and status <> 'accepted'";
  }

  private static void assertRefused(String which, String status, List<String> people) {
    String where = refused(which) + " and status = '" + status + "'";
    cohort.assertPeople(Tables.CLINICAL_SCORES, where, people);
  }

  private static void assertGenotypes(String column, List<String> people) {
    Row all = cohort.row(Tables.GENOTYPE_BALANCE, "disease = 'all'");
    assertThat(all.<Integer>getAs(column)).as(column).isEqualTo(scanned(people));
  }

  private static int scanned(List<String> people) {
    List<String> joined =
        cohort.rows(Tables.COHORT, "status = 'joined'").stream()
            .map(row -> row.<String>getAs("participant_id"))
            .toList();
    return (int) people.stream().filter(joined::contains).count();
  }

  private static void assertExcludedFromContrasts() {
    Row contrast =
        cohort.row(
            Tables.GROUP_CONTRASTS,
            "disease = 'AD' and subgroup = 'all' and region = 'thalamus' and outcome = 'SUVR'"
                + " and method = 'ancova'");
    String both = "status = 'joined' and disease in ('AD', 'HC') and ";
    List<Row> unknown = cohort.rows(Tables.COHORT, both + "genotype is null");
    assertThat(unknown).isNotEmpty();
    assertThat(contrast.<Integer>getAs("excluded_genotype")).isEqualTo(unknown.size());
    assertThat(contrast.<Integer>getAs("excluded_lab"))
        .isEqualTo(cohort.rows(Tables.COHORT, both + "genotype = 'LAB'").size());
    int n = contrast.<Integer>getAs("n_group") + contrast.<Integer>getAs("n_comparator");
    assertThat(n).isEqualTo(cohort.rows(Tables.COHORT, both + "genotype in ('HAB', 'MAB')").size());
  }

  private static void assertLowBinders(List<String> people) {
    List<Row> low = cohort.rows(Tables.COHORT, "status = 'joined' and genotype = 'LAB'");
    assertThat(low)
        .extracting(row -> row.<String>getAs("participant_id"))
        .containsAll(people.stream().filter(id -> scanned(List.of(id)) == 1).toList());
    Row all = cohort.row(Tables.GENOTYPE_BALANCE, "disease = 'all'");
    assertThat(all.<Integer>getAs("lab")).isEqualTo(low.size());
    assertThat(all.<Boolean>getAs("lab_excluded")).isTrue();
  }

  /** A site's own table of people, read as the data set's. */
  private static void assertSiteFileIsRead() throws IOException {
    Path site = Files.createDirectories(folder.resolve("site"));
    Path file = cohort.data().resolve("sourcedata/site-C_participants.tsv");
    Files.copy(file, site.resolve("participants.tsv"));
    String yaml =
        "name: site\nbids-dir: %s\noutput-dir: %s\nmodels: [{model: Logan}]\n"
            .formatted(site, folder.resolve("site-out"));
    RunContext own = PlantedCohort.begun(yaml + "clinical: {group-column: \"\"}\n");
    own.draft().write(Tables.SCANS, own.empty(Tables.SCANS));
    new JoinCohort().run(own);
    List<Row> people = CohortTables.rows(own, Tables.COHORT, "sex in ('female', 'male')");
    assertThat(people).hasSize(Files.readAllLines(file).size() - 1).isNotEmpty();
    for (Row person : people) {
      String where = "participant_id = '" + person.getAs("participant_id") + "'";
      Row main = cohort.row(Tables.COHORT, where);
      assertThat(person.<String>getAs("sex")).isEqualTo(main.getAs("sex"));
    }
  }

  private static void assertSiteOfOne(List<String> people) throws IOException {
    cohort.assertPeople(Tables.COHORT, "site = 'D'", people);
    // Held constant in a correlation, the site takes its only person out of play and no other.
    Row correlation =
        cohort.row(
            Tables.SEVERITY_CORRELATIONS,
            "disease = 'MS' and subgroup = 'all' and region = 'thalamus' and outcome = 'SUVR'"
                + " and scale = 'DISEASE_DURATION' and adjustment = 'genotype'");
    assertThat(correlation.<String>getAs("covariates")).isEqualTo("rs6971 site");
    assertThat(correlation.<String>getAs("status")).isEqualTo("ok");
    String imported = "outcome = 'VT' and region = 'thalamus' and ";
    RunContext all = cohort.harmonised("all");
    assertThat(
            CohortTables.rows(
                all, Tables.HARMONISED_OUTCOMES, imported + "array_contains(flags, 'site_of_one')"))
        .singleElement()
        .satisfies(row -> assertThat(people).containsExactly(row.<String>getAs("participant_id")))
        .satisfies(row -> assertThat(row.<Double>getAs("value_after")).isNotNull());
    assertThat(
            CohortTables.rows(
                all,
                Tables.HARMONISED_OUTCOMES,
                "outcome = 'VT' and region = 'ventricles' and status like"
                    + " 'Cannot harmonise: ventricles is constant%' and value_after is null"))
        .isNotEmpty();
    RunContext controls = cohort.harmonised("controls");
    assertThat(CohortTables.row(controls, Tables.HARMONISED_OUTCOMES, imported + "site = 'D'"))
        .satisfies(
            row ->
                assertThat(row.<String>getAs("status"))
                    .isEqualTo("Cannot harmonise: site D has none of the fitted people"));
    assertThat(CohortTables.rows(controls, Tables.HARMONISED_OUTCOMES, imported + "status = 'ok'"))
        .isNotEmpty();
  }

  private static void assertConstantRegion() {
    String where = "region = 'ventricles' and outcome = 'VT' and n >= 5 and ";
    assertThat(cohort.rows(Tables.SEVERITY_CORRELATIONS, where + "status like '%constant%'"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.<Double>getAs("r") == null).isTrue())
        .allSatisfy(row -> assertThat(row.<Double>getAs("p") == null).isTrue());
    assertThat(cohort.rows(Tables.SEVERITY_CORRELATIONS, where + "status not like '%constant%'"))
        .isEmpty();
    assertThat(
            cohort.rows(
                Tables.SEVERITY_CORRELATIONS, "region = 'thalamus' and n >= 10 and r is not null"))
        .isNotEmpty();
  }
}
