package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.ConfigReference;
import org.tacflow.kinetics.ModelCatalogue;
import org.tacflow.kinetics.RegionalMethod;
import org.tacflow.tables.Tables;

/** What a user sees who calls the program wrongly, or asks it what it can do. */
class CommandLineTest {
  @TempDir private Path folder;

  @Test
  void allProblemsOfAConfigurationStandInOneMessage() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Path config =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            clinical:
              windw-days: 90
            models:
              - model: Logn
            correlations:
              minimum-n: -3
            """);
    CommandRun run = refused("run", "--config", config.toString());
    assertThat(run.err())
        .contains("wrong.yaml:2", "windw-days", "window-days")
        .contains("wrong.yaml:4", "Logn", "did you mean Logan?")
        .contains("wrong.yaml:6", "minimum-n", "-3", "must be");
  }

  @Test
  void aSettingOnTheCommandLineIsCheckedToo() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    assertThat(refused("run", "--set", "clinical.windw-days=90").err())
        .contains("clinical.windw-days", "clinical.window-days");
  }

  @Test
  void whatIsMissingIsNamedWithTheOptionThatGivesIt() throws IOException {
    assertThat(refused("run").err())
        .contains("Cannot read data set", folder.resolve("data").toString(), "--bids-dir");
    Files.createDirectories(folder.resolve("data"));
    assertThat(refused("run", "--derivatives-dir", folder.resolve("petprep").toString()).err())
        .contains("Cannot read derivatives", "petprep", "--derivatives-dir");
    assertThat(refused("run", "--config", folder.resolve("none.yaml").toString()).err())
        .contains("none.yaml", "Cannot read");
    assertThat(refused("run", "--no-such-option").err()).contains("--no-such-option");
    CommandRun nothing =
        CommandRun.of(List.of("run", "--output-dir", folder.resolve("out").toString()));
    assertThat(nothing.code()).isEqualTo(Tacflow.USER);
    assertThat(nothing.err()).contains("--bids-dir").doesNotContain("\tat ");
  }

  @Test
  void aDataSetWithoutScansWritesNothing() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/participants.tsv"), "participant_id\nsub-01\n");
    assertThat(refused("run").err()).contains("Cannot find scans in", "--bids-dir");
    // The stage that reads a table which no run has published says which job makes it.
    assertThat(refused("correlate").err()).contains("Cannot read table", "run the job");
  }

  /** Runs a command on the folder {@code data} that must not get anywhere. */
  private CommandRun refused(String command, String... more) {
    Path out = folder.resolve("out");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--bids-dir",
                folder.resolve("data").toString(),
                "--output-dir",
                out.toString()));
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.text()).isEqualTo(Tacflow.USER);
    assertThat(run.text()).doesNotContain("\tat ", "Exception");
    assertThat(out).doesNotExist();
    return run;
  }

  @Test
  void withoutArgumentsItSaysHowItIsUsed() {
    CommandRun run = CommandRun.of(List.of());
    assertThat(run.code()).isEqualTo(Tacflow.USER);
    assertThat(run.err()).contains("Usage: tacflow").contains("run").contains("simulate");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void everySubcommandHasHelp() {
    CommandRun help = CommandRun.of(List.of("--help"));
    assertThat(help.code()).isZero();
    Matcher listed =
        Pattern.compile("(?m)^ {2}([a-z][a-z-]+) {2,}\\S")
            .matcher(help.out().substring(help.out().indexOf("Commands:")));
    TreeSet<String> commands = new TreeSet<>();
    while (listed.find()) {
      commands.add(listed.group(1));
    }
    TreeSet<String> expected =
        ReprocessCohort.jobs().stream()
            .map(Job::name)
            .collect(Collectors.toCollection(TreeSet::new));
    expected.addAll(List.of("demo", "models", "recovery", "run", "simulate", "targets"));
    expected.addAll(List.of("benchmark", "config", "export", "report", "scan-report"));
    expected.addAll(List.of("plan", "status"));
    assertThat(commands).isEqualTo(expected);
    for (String command : commands) {
      CommandRun own = CommandRun.of(List.of(command, "--help"));
      assertThat(own.code()).as(command).isZero();
      assertThat(own.err()).as(command).isEmpty();
      assertThat(own.out()).contains("Usage: tacflow " + command + " ", "--help");
    }
    for (Job job : ReprocessCohort.jobs()) {
      assertThat(CommandRun.of(List.of(job.name(), "--help")).out())
          .contains("--config", "--bids-dir", "--output-dir", "--participant-label");
    }
  }

  @Test
  void modelsPrintsTheWholeCatalogueWithUnits() {
    CommandRun run = CommandRun.of(List.of("models"));
    assertThat(run.code()).isZero();
    List<String> names = new ArrayList<>(ModelCatalogue.names());
    names.addAll(List.of("", "over regions", "", "SIMEVND", "Lassen"));
    assertThat(run.out().lines().filter(line -> !line.startsWith(" ")))
        .map(line -> line.replaceFirst(" \\(input: [A-Za-z, ]+\\)$", ""))
        .containsExactlyElementsOf(names);
    assertThat(run.out()).containsPattern("VT +\\[mL/cm3\\]");
    assertThat(run.out()).contains("SRTMV (input: reference region, whole blood)");
    assertThat(run.out().lines().filter(line -> line.startsWith("    source: ")))
        .hasSize(ModelCatalogue.names().size() + RegionalMethod.values().length)
        .allMatch(
            line ->
                line.matches(".*(doi:10\\.\\S+|(J Nucl Med|Statistics in Medicine) .*|no source)"));
    for (String name : ModelCatalogue.names()) {
      assertThat(ConfigReference.entries())
          .extracting(entry -> entry.path().replaceAll(".*[.]", ""))
          .containsAll(ModelCatalogue.settings(name));
    }
    for (RegionalMethod method : RegionalMethod.values()) {
      assertThat(ConfigReference.entries())
          .extracting(entry -> entry.path())
          .containsAll(method.settings());
    }
  }

  @Test
  void participantsAreNamedWithOrWithoutPrefix() throws IOException {
    SmallCohort cohort = SmallCohort.curves(folder.resolve("cohort"), 2, 2);
    for (String label : List.of("HC002,AD001", "sub-HC002,sub-AD001")) {
      Path out = folder.resolve(label.replace(',', '-'));
      CommandRun run = CommandRun.of(cohort.command("index", out, "--participant-label", label));
      assertThat(run.code()).as(run.text()).isZero();
      assertThat(PublishedTables.in(out).rows(Tables.SCANS, "true"))
          .extracting(row -> row.<String>getAs("participant_id"))
          .containsExactlyInAnyOrder("sub-HC002", "sub-AD001");
    }
  }
}
