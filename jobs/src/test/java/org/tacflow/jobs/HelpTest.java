package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person reads who asks for help. */
class HelpTest {
  @Test
  void everyCommandHasAnExampleThatNamesItself() {
    CommandRun help = CommandRun.of(List.of("--help"));
    assertThat(help.code()).isZero();
    Matcher names =
        Pattern.compile("(?m)^  ([a-z][a-z-]+)  ")
            .matcher(help.out().substring(help.out().indexOf("Commands:")));
    int seen = 0;
    while (names.find()) {
      String name = names.group(1);
      CommandRun one = CommandRun.of(List.of(name, "--help"));
      assertThat(one.code()).as(name).isZero();
      assertThat(one.out()).as(name).contains("Example: tacflow " + name);
      seen++;
    }
    assertThat(seen).isGreaterThan(ReprocessCohort.jobs().size() + 5);
  }

  @Test
  void theReferenceInConfIsThatOfTheProgram() throws IOException {
    Path page = Path.of("").toAbsolutePath().resolveSibling("conf").resolve("REFERENCE.md");
    assertThat(Files.readString(page))
        .as("conf/REFERENCE.md is stale: tacflow config --markdown > conf/REFERENCE.md")
        .isEqualTo(ReferenceCommand.page());
  }
}
