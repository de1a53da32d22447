package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;

/**
 * What tables say of people stays out of the log, and out of the tables where that is asked for.
 */
class PersonalDataTest {
  /** Cells of one person that occur nowhere else. */
  private static final List<String> CELLS =
      List.of(
          "57.3125", "93.4375", "Q/ZMARK", "MARKSOURCE", "1951-03-07", "MARKNAME", "1949-11-23");

  private static final List<String> OF_A_VISIT = List.of("MARKNOTE", "1987-05-04", "MARKDAY");

  @TempDir private static Path folder;

  private static SmallCohort cohort;
  private static CommandRun run;
  private static String log;

  @BeforeAll
  static void markOnePersonAndRunWithAnEagerLog() throws IOException {
    cohort = SmallCohort.curves(folder.resolve("cohort"), 2, 2);
    SmallCohort.edit(
        cohort.folder().resolve("participants.tsv"),
        text ->
            text.replaceFirst("\n", "\tparticipant_name\tbirth_date\n")
                .replaceFirst(
                    "sub-HC001\t.*\n",
                    "sub-HC001\t57.3125\tF\t93.4375\tHC\tn/a\tA\tQ/ZMARK\tMARKSOURCE\t1951-03-07"
                        + "\tMARKNAME\t1949-11-23\n"));
    SmallCohort.edit(
        cohort.folder().resolve("phenotype/mmse.tsv"),
        text ->
            text.stripTrailing()
                + "\nsub-HC001\tses-1\t1987-05-04\tMARKNOTE\nsub-HC001\tses-2\tMARKDAY\t29\n");
    StringWriter lines = new StringWriter();
    LoggerContext logging = (LoggerContext) LogManager.getContext(false);
    LoggerConfig root = logging.getConfiguration().getRootLogger();
    Level usual = root.getLevel();
    WriterAppender capture =
        WriterAppender.newBuilder().setName("capture").setTarget(lines).build();
    capture.start();
    root.addAppender(capture, Level.INFO, null);
    root.setLevel(Level.INFO);
    logging.updateLoggers();
    try {
      run =
          CommandRun.of(
              Map.of(
                  "spark.master", "local[2]",
                  "spark.sql.shuffle.partitions", "4",
                  "spark.log.level", "INFO"),
              cohort.command("run", folder.resolve("kept")));
    } finally {
      root.removeAppender("capture");
      root.setLevel(usual);
      logging.updateLoggers();
    }
    log = lines.toString();
  }

  @Test
  void noAttributeOfAPersonIsLogged() {
    assertThat(run.code()).as(run.text()).isIn(Tacflow.DONE, Tacflow.REJECTIONS);
    // An empty log would hold nothing either.
    assertThat(log.lines().count()).isGreaterThan(500);
    assertThat(log).contains("Registering RDD");
    String everything = log + run.text();
    assertThat(everything).contains("its genotype cannot be read");
    for (String cell : Stream.concat(CELLS.stream(), OF_A_VISIT.stream()).toList()) {
      assertThat(everything.lines().filter(line -> line.contains(cell)).limit(3).toList())
          .as("lines of the log with " + cell)
          .isEmpty();
    }
  }

  @Test
  void cellsAndDaysAreInTheTablesUnlessTheyAreToBeDropped() throws IOException {
    String kept = text(folder.resolve("kept"));
    assertThat(kept).contains("Q/ZMARK", "MARKSOURCE", "MARKNOTE", "1987-05-04", "MARKDAY");
    // Names and days of birth are in no table of any run.
    assertThat(kept).doesNotContain("MARKNAME", "1949-11-23");

    Path output = folder.resolve("dropped");
    CommandRun dropped =
        CommandRun.of(cohort.command("run", output, "--set", "clinical.personal-data=drop"));
    assertThat(dropped.code()).as(dropped.text()).isIn(Tacflow.DONE, Tacflow.REJECTIONS);
    String text = text(output);
    assertThat(text)
        .doesNotContain("Q/ZMARK", "MARKSOURCE", "MARKNOTE", "MARKDAY", "MARKNAME")
        .doesNotContain("1987-05-04", "1951-03-07", "1949-11-23");
    PublishedTables tables = PublishedTables.in(output);
    assertThat(tables.rows(Tables.CLINICAL_SCORES, "visit_date is not null or raw is not null"))
        .isEmpty();
    // What is left still says what happened to each score, and every number stays.
    assertThat(tables.rows(Tables.CLINICAL_SCORES, "status = 'not_a_number'"))
        .singleElement()
        .satisfies(row -> assertThat(row.<String>getAs("reason")).isEqualTo("not_a_number"));
    Row person = tables.rows(Tables.COHORT, "participant_id = 'sub-HC001'").get(0);
    assertThat(person.<String>getAs("reason")).isEqualTo("genotype unknown_spelling");
    assertThat(person.<Double>getAs("age")).isEqualTo(57.3125);
    assertThat(tables.lines(Tables.SEVERITY_CORRELATIONS))
        .isNotEmpty()
        .isEqualTo(PublishedTables.in(folder.resolve("kept")).lines(Tables.SEVERITY_CORRELATIONS));
    assertThat(Files.readString(output.resolve("report/index.html")))
        .doesNotContain("MARKNOTE", "Q/ZMARK", "1987-05-04");
  }

  /** All rows of all tables. */
  private static String text(Path output) throws IOException {
    PublishedTables tables = PublishedTables.in(output);
    StringBuilder text = new StringBuilder();
    for (Table table : Tables.all()) {
      tables.lines(table).forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }
}
