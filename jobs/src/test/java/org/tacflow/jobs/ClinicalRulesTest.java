package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/**
 * The rules about scores, each in a table that a stranger's files lead to: columns of other names,
 * a table of scores outside the data set, values made elsewhere. All scans are of 2020-01-01.
 */
class ClinicalRulesTest {
  private static final String SCAN = "2020-01-01";

  @TempDir static Path folder;

  private static RunContext run;
  private static List<Row> matched;
  private static List<Row> read;

  @BeforeAll
  static void runOnce() throws IOException {
    files();
    run = joined("out");
    matched = CohortTables.rows(run, Tables.SCAN_SCORES, "true");
    read = CohortTables.rows(run, Tables.CLINICAL_SCORES, "true");
  }

  /** Nine people with MS and EDSS 1 to 9; ALS, PD and AD by the rules that they show. */
  private static void files() throws IOException {
    StringBuilder people = new StringBuilder("participant_id\tdx\tage\tfirst_symptom\n");
    StringBuilder values = new StringBuilder("subject,visit,thalamus\n");
    StringBuilder edss = new StringBuilder("subject;day;disability\n".replace(';', '\t'));
    for (int k = 1; k <= 9; k++) {
      person(people, values, "m" + k, "MS\t40\t2010-01-01");
      edss.append("m%d\t%s\t%d\n".formatted(k, SCAN, k));
    }
    edss.append("m3\t2024-01-01\t4\nm4\t2024-01-01\t4.5\nm6\t2024-01-01\t6.5\n");
    person(people, values, "a1", "ALS\t60\t2019-01-01");
    edss.append("m9\t2020-02-01\t9.7\n");
    StringBuilder frs = new StringBuilder("participant_id\tvisit_date\tALSFRS_R\n");
    frs.append("sub-a1\t" + SCAN + "\t36\n");
    StringBuilder motor = new StringBuilder("participant_id\tvisit_date\tPDSTATE\tUPDRS3\n");
    for (String id : new String[] {"p1", "p2", "p3", "p4"}) {
      person(people, values, id, "PD\t60\tn/a");
    }
    motor.append("sub-p1\t%s\tON\t20\nsub-p1\t%s\tOFF\t30\n".formatted(SCAN, SCAN));
    motor.append("sub-p2\t%s\tOFF\t12\nsub-p2\t%s\tOFF\t11\n".formatted(day(10), day(-10)));
    motor.append("sub-p3\t%s\tOFF\t9\nsub-p4\t%s\tOFF\t8\n".formatted(day(181), day(180)));
    StringBuilder boxes =
        new StringBuilder(
            "participant_id\tvisit_date\tCDRSB\tCDR_MEMORY\tCDR_ORIENT\tCDR_JUDGE\tCDR_COMMUN"
                + "\tCDR_HOME\tCDR_CARE\n");
    person(people, values, "d1", "AD\t70\tn/a");
    person(people, values, "d2", "AD\t70\tn/a");
    boxes.append("sub-d1\t%s\t5\t1\t1\t0.5\t0.5\t1\t0\n".formatted(SCAN));
    boxes.append("sub-d2\t%s\t4\t1\t1\t0.5\t0.5\t1\t0\n".formatted(SCAN));
    Path phenotype = Files.createDirectories(folder.resolve("data/phenotype"));
    Files.writeString(folder.resolve("data/participants.tsv"), people);
    Files.writeString(phenotype.resolve("frs.tsv"), frs);
    Files.writeString(phenotype.resolve("motor.tsv"), motor);
    Files.writeString(phenotype.resolve("cdr.tsv"), boxes);
    Files.writeString(folder.resolve("edss.tsv"), edss);
    Files.writeString(folder.resolve("values.csv"), values);
  }

  private static LocalDate day(int gap) {
    return LocalDate.parse(SCAN).plusDays(gap);
  }

  private static void person(StringBuilder people, StringBuilder values, String id, String rest)
      throws IOException {
    people.append("sub-%s\t%s\n".formatted(id, rest));
    values.append("%s,1,1.5\n".formatted(id));
    Path own = Files.createDirectories(folder.resolve("data/sub-" + id));
    Files.writeString(
        own.resolve("sub-" + id + "_sessions.tsv"), "session_id\tacq_time\nses-1\t" + SCAN + "\n");
  }

  private static RunContext joined(String output) throws IOException {
    String yaml =
        """
        bids-dir: %1$s/data
        output-dir: %1$s/%2$s
        clinical:
          group-column: dx
          onset-column: first_symptom
          score-tables:
            - {path: %1$s/edss.tsv, participant-column: subject, date-column: day,
               scales: {disability: EDSS}}
        measures:
          regional-values:
            - {path: %1$s/values.csv, tracer: PK11195, outcome: BPND, participant-column: subject,
               session-column: visit, regions: {thalamus: thalamus}}
        """
            .formatted(folder, output);
    RunContext run = PlantedCohort.begun(yaml);
    run.draft().write(Tables.SCANS, run.empty(Tables.SCANS));
    new JoinCohort().run(run);
    return run;
  }

  private static Row matched(String person, String scale) {
    return only(matched, person, scale);
  }

  private static Row only(List<Row> rows, String person, String scale) {
    List<Row> own =
        rows.stream()
            .filter(row -> row.getAs("participant_id").equals("sub-" + person))
            .filter(row -> row.getAs("scale").equals(scale))
            .toList();
    assertThat(own).as(person + " " + scale).hasSize(1);
    return own.get(0);
  }

  private static double score(String person, String scale) {
    return matched(person, scale).<Double>getAs("score");
  }

  @Test
  void disabilityProgressesByAPointOrByHalfOfOneFromSixOn() {
    assertThat(score("m3", "EDSS_PROGRESSION")).isEqualTo(1);
    assertThat(score("m4", "EDSS_PROGRESSION")).isEqualTo(0);
    assertThat(score("m6", "EDSS_PROGRESSION")).isEqualTo(1);
    assertThat(only(read, "m3", "EDSS_PROGRESSION").<String>getAs("reason"))
        .isEqualTo("computed: EDSS 3 on 2020-01-01, 4 on 2024-01-01");
  }

  /** Nine people of one duration and age with EDSS 1 to 9: the rank k of 9 is 10 k / 10. */
  @Test
  void severityIsTheLocalRankAmongPeopleOfOneDurationOrAge() {
    for (int k = 1; k <= 9; k++) {
      assertThat(score("m" + k, "MSSS")).isCloseTo(k, within(1e-12));
      assertThat(score("m" + k, "ARMSS")).isCloseTo(k, within(1e-12));
    }
  }

  /** 48 − 36 points over 365 days, of months of 365.25/12 days. */
  @Test
  void theSlopeOfAlsIsPointsLostPerMonthSinceOnset() {
    assertThat(score("a1", "ALSFRS_R_SLOPE")).isCloseTo(12 / (365 / 365.25 * 12), within(1e-12));
    assertThat(score("a1", "DISEASE_DURATION")).isCloseTo(365 / 365.25, within(1e-12));
  }

  @Test
  void offIsTakenBeforeOnOfOneDay() {
    Row row = matched("p1", "UPDRS_III");
    assertThat(row.<Double>getAs("score")).isEqualTo(30);
    assertThat(row.<String>getAs("medication_state")).isEqualTo("OFF");
    assertThat(row.<String>getAs("reason")).isEqualTo("2 scores of one visit: OFF taken");
  }

  @Test
  void ofTwoVisitsAtOneDistanceTheEarlierIsTaken() {
    Row row = matched("p2", "UPDRS_III");
    assertThat(row.<Double>getAs("score")).isEqualTo(11);
    assertThat(row.<Integer>getAs("gap_days")).isEqualTo(-10);
  }

  @Test
  void theWindowEndsAtItsLastDay() {
    assertThat(score("p4", "UPDRS_III")).isEqualTo(8);
    assertThat(matched("p4", "UPDRS_III").<Integer>getAs("gap_days")).isEqualTo(180);
    Row out = matched("p3", "UPDRS_III");
    assertThat(out.<Double>getAs("score") == null).isTrue();
    assertThat(out.<String>getAs("match")).isEqualTo("none");
    assertThat(out.<String>getAs("reason")).contains("181");
  }

  @Test
  void aTotalMustBeTheSumOfItsItems() {
    Row wrong = only(read, "d1", "CDR_SB");
    assertThat(wrong.<Double>getAs("score") == null).isTrue();
    assertThat(wrong.<String>getAs("raw")).isEqualTo("5");
    assertThat(wrong.<String>getAs("reason")).contains("4");
    assertThat(score("d2", "CDR_SB")).isEqualTo(4);
  }

  @Test
  void aScoreOutsideItsScaleIsKeptWithTheReason() {
    Row refused =
        read.stream().filter(row -> "9.7".equals(row.getAs("raw"))).findFirst().orElseThrow();
    assertThat(refused.<String>getAs("status")).isNotEqualTo("accepted");
    assertThat(refused.<String>getAs("source")).contains("edss.tsv");
    assertThat(refused.<String>getAs("reason")).startsWith("Invalid EDSS: 9.7");
  }

  /** Turkish writes I otherwise in small letters, German the decimal point. */
  @Test
  void noLocaleChangesARow() throws IOException {
    Locale before = Locale.getDefault();
    try {
      for (String tag : new String[] {"tr-TR", "de-DE"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        RunContext other = joined("out-" + tag);
        for (Table table :
            new Table[] {Tables.COHORT, Tables.CLINICAL_SCORES, Tables.SCAN_SCORES}) {
          assertThat(CohortTables.lines(other, table))
              .as(tag + " " + table.name())
              .isNotEmpty()
              .isEqualTo(CohortTables.lines(run, table));
        }
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
