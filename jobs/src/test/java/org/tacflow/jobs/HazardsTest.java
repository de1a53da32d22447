package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.jobs.Hazard.Where;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.testing.SharedData;

/**
 * Every hazard of real data has a name in the tables, and costs no other scan anything.
 *
 * <p>One person of a simulated cohort has each hazard; three have none, and none of its names.
 */
class HazardsTest {
  private static final int SOUND = 3;

  @TempDir private static Path folder;

  private static final Map<String, Hazard> PLANTED = new TreeMap<>();
  private static final List<String> PEOPLE = new ArrayList<>();
  private static PublishedTables tables;

  @BeforeAll
  static void plantOneHazardPerPersonAndRun() throws IOException {
    List<Hazard> hazards = Hazard.all();
    int half = (hazards.size() + SOUND + 1) / 2;
    SmallCohort cohort = SmallCohort.curves(folder.resolve("cohort"), half, half);
    for (String group : List.of("HC", "AD")) {
      for (int i = 1; i <= half; i++) {
        PEOPLE.add("sub-%s%03d".formatted(group, i));
      }
    }
    for (int h = 0; h < hazards.size(); h++) {
      String person = PEOPLE.get(h + SOUND);
      PLANTED.put(person, hazards.get(h));
      hazards.get(h).plant().in(cohort, person);
    }
    Path output = folder.resolve("out");
    RunContext run = cohort.begin(SmallCohort.CONFIG, output);
    // Where files are read; what comes after them reads tables.
    run.runAndPublish(
        List.of(new IndexScans(), new ExtractTacs(), new PrepareInputs(), new JoinCohort()));
    tables = PublishedTables.in(output);
  }

  /** Everything that the tables say of a person in the words of a kind. */
  private static List<String> names(String person, Where where) {
    return switch (where) {
      case SCAN_FLAG -> flags(Tables.SCANS, person);
      case INPUT_FLAG -> flags(Tables.INPUT_FUNCTIONS, person);
      case PERSON_FLAG -> flags(Tables.COHORT, person);
      case REASON -> texts(Tables.REJECTED_SCANS, person, "reason");
      case REGION_STATUS -> texts(Tables.REGIONAL_TACS, person, "status");
      case GENOTYPE_STATUS -> texts(Tables.COHORT, person, "genotype_status");
      case READ -> read(person);
    };
  }

  private static List<String> flags(Table table, String person) {
    List<String> flags = new ArrayList<>();
    for (Row row : tables.rows(table, "scan like '" + person + "%'")) {
      flags.addAll(row.getList(row.fieldIndex("flags")));
    }
    return flags;
  }

  private static List<String> texts(Table table, String person, String column) {
    return tables.rows(table, "scan like '" + person + "%'").stream()
        .map(row -> String.valueOf(row.<Object>getAs(column)))
        .toList();
  }

  /** What a scan that was read has. */
  private static List<String> read(String person) {
    assertThat(texts(Tables.REJECTED_SCANS, person, "reason")).as(person).isEmpty();
    Row scan = tables.rows(Tables.SCANS, "participant_id = '" + person + "'").get(0);
    List<String> has = new ArrayList<>();
    has.add(scan.getAs("radionuclide"));
    has.add(scan.getList(scan.fieldIndex("frame_end")).size() + " frames");
    if (!tables
        .rows(Tables.REGIONAL_TACS, "scan like '" + person + "%' and volume > 0")
        .isEmpty()) {
      has.add("volume");
    }
    if (!tables
        .rows(Tables.INPUT_FUNCTIONS, "scan like '" + person + "%' and plasma is not null")
        .isEmpty()) {
      has.add("blood");
    }
    return has;
  }

  @Test
  void everyHazardIsNamedByItsCheck() {
    assertThat(PLANTED).hasSizeGreaterThan(25);
    PLANTED.forEach(
        (person, hazard) ->
            assertThat(names(person, hazard.table()))
                .as(person + ": " + hazard.words())
                .anySatisfy(name -> assertThat(name).contains(hazard.name())));
  }

  // A check that always fires would name every hazard.
  @Test
  void soundScansHaveNoneOfTheNames() {
    for (String person : PEOPLE.subList(0, SOUND)) {
      assertThat(texts(Tables.REJECTED_SCANS, person, "reason")).isEmpty();
      for (Hazard hazard : PLANTED.values()) {
        if (hazard.table() != Where.READ) {
          assertThat(names(person, hazard.table()))
              .as(person + ": " + hazard.words())
              .noneSatisfy(name -> assertThat(name).contains(hazard.name()));
        }
      }
    }
  }

  @Test
  void scansInAreScansOut() {
    assertThat(texts(Tables.SCANS, "sub-", "scan")).hasSize(PEOPLE.size()).doesNotHaveDuplicates();
    assertThat(texts(Tables.COHORT, "sub-", "scan")).hasSize(PEOPLE.size());
    TreeSet<String> withCurves = new TreeSet<>(texts(Tables.REGIONAL_TACS, "sub-", "scan"));
    TreeSet<String> accepted = new TreeSet<>();
    assertThat(texts(Tables.SCAN_STATUS, "sub-", "scan")).hasSize(PEOPLE.size());
    for (Row row : tables.rows(Tables.SCAN_STATUS, "status <> 'rejected'")) {
      accepted.add(row.getAs("scan"));
    }
    assertThat(withCurves).isEqualTo(accepted);
    PLANTED.forEach(
        (person, hazard) ->
            assertThat(names(person, Where.REASON))
                .as(person + ": " + hazard.words())
                .hasSize(hazard.table() == Where.REASON ? 1 : 0));
  }

  @Test
  void noHazardOfTheListIsWithoutAFixture() throws IOException {
    List<String> rows = new ArrayList<>();
    boolean inSection = false;
    for (String line : Files.readAllLines(SharedData.path("hazards.md"))) {
      if (line.startsWith("## ")) {
        inSection = line.startsWith("## Hazards in real data");
      }
      boolean header = line.startsWith("| Hazard") || line.startsWith("|---");
      if (inSection && !header && (line.startsWith("| ") || line.startsWith("Also "))) {
        rows.add(line.replaceFirst("^\\| ", ""));
      }
    }
    assertThat(rows).hasSizeGreaterThan(15);
    for (String row : rows) {
      assertThat(PLANTED.values())
          .as("a fixture of: " + row)
          .anySatisfy(hazard -> assertThat(row).startsWith(hazard.words()));
    }
  }
}
