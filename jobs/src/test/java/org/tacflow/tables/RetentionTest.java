package org.tacflow.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted, and what never is. */
class RetentionTest {
  @TempDir private Path out;

  @Test
  void oldRunsGoButNotTheTablesThatKeptRunsReferTo() throws IOException {
    run("1", Map.of("scans", "runs/1/scans", "cohort", "runs/1/cohort"));
    run("2", Map.of("scans", "runs/1/scans", "cohort", "runs/2/cohort"));
    run("3", Map.of("scans", "runs/1/scans", "cohort", "runs/3/cohort"));
    run("4", Map.of("scans", "runs/1/scans", "cohort", "runs/4/cohort"));
    point("4");
    assertThat(Retention.apply(store(), 2, Duration.ZERO))
        .containsExactlyInAnyOrder("runs/1/cohort", "runs/2");
    assertThat(out.resolve("runs/1/scans/part.parquet")).exists();
    assertThat(out.resolve("runs/1/manifest.json")).doesNotExist();
    assertThat(out.resolve("runs/3/cohort/part.parquet")).exists();
    assertThat(store().current().orElseThrow().run()).isEqualTo("4");
  }

  @Test
  void aRunOfTheLastHourStaysForItsReaders() throws IOException {
    for (String id : new String[] {"1", "2", "3", "4"}) {
      run(id, Map.of("scans", "runs/" + id + "/scans"));
    }
    point("4");
    assertThat(Retention.apply(store(), 2, Duration.ofHours(1))).isEmpty();
  }

  @Test
  void aDeadRunStaysUntilALaterOneIsPublished() throws IOException {
    run("1", Map.of("scans", "runs/1/scans"));
    point("1");
    Files.createDirectories(out.resolve("runs/2/scans"));
    assertThat(Retention.apply(store(), 2, Duration.ZERO)).isEmpty();
    run("3", Map.of("scans", "runs/3/scans"));
    point("3");
    assertThat(Retention.apply(store(), 2, Duration.ZERO)).containsExactly("runs/2");
  }

  private RunStore store() {
    return RunStore.ofTexts(new Configuration(), out.toUri().toString());
  }

  private void point(String id) throws IOException {
    Files.writeString(out.resolve("_CURRENT"), "runs/" + id + "\n");
  }

  private void run(String id, Map<String, String> tables) throws IOException {
    for (String folder : tables.values()) {
      Path table = Files.createDirectories(out.resolve(folder));
      Files.writeString(table.resolve("part.parquet"), "rows");
    }
    Files.writeString(
        out.resolve("runs/" + id + "/manifest.json"),
        new Manifest(id, "1", "settings", tables, Map.of()).toJson());
  }
}
