package org.tacflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.tacflow.jobs.Progress.Counted;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aBarSaysWhatIsDoneOfWhatAndHowLongItTakes() throws InterruptedException {
    Progress progress = new Progress(out, Surface.TERMINAL);
    progress.stage(4, 13, new FitVoxels());
    progress.expect("voxels", 4_000, Counted.BY_ROWS);
    Thread.sleep(250);
    progress.finished(1_000);
    // A quarter took a quarter of a second or more on a busy machine.
    assertThat(text())
        .contains("[4/13] fit-voxels: ")
        .containsPattern("\r\\[#{8} {22}] fit-voxels: 1,000 of 4,000 voxels, [0-9]+ (s|min) left");
  }

  @Test
  void aLineBehindABarBeginsAtTheEdgeWithNothingOfTheBarLeft() throws InterruptedException {
    Progress progress = new Progress(out, Surface.TERMINAL);
    progress.expect("scans", 2, Counted.BY_TASKS);
    Thread.sleep(250);
    progress.finished(1);
    int bar = text().length() - 1;
    progress.say("a warning");
    assertThat(text().substring(bar + 1)).startsWith("\r" + " ".repeat(bar) + "\r");
    assertThat(text()).endsWith("a warning" + System.lineSeparator());
  }

  @Test
  void aLogHoldsPlainLinesOnlyAndNotOneForEveryTask() throws InterruptedException {
    Progress progress = new Progress(out, Surface.LOG);
    progress.stage(1, 2, new IndexScans());
    progress.expect("scans", 3, Counted.BY_TASKS);
    for (int task = 0; task < 3; task++) {
      Thread.sleep(250);
      progress.finished(1);
    }
    progress.end();
    assertThat(text()).doesNotContain("\r", "#");
    assertThat(text().lines()).hasSize(1);
  }

  @Test
  void moreRowsThanExpectedAreNoMoreThanAll() throws InterruptedException {
    Progress progress = new Progress(out, Surface.TERMINAL);
    progress.expect("scans", 2, Counted.BY_ROWS);
    Thread.sleep(250);
    progress.finished(7);
    assertThat(text()).contains("[" + "#".repeat(30) + "]", "2 of 2 scans").doesNotContain("left");
  }
}
