package org.tacflow.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tacflow.config.InputException;

/** Who may write to an output folder, when others want to, have died, or come back. */
class RunLockTest {
  @TempDir private Path out;

  private RunStore store() {
    return RunStore.ofTexts(new Configuration(), out.toUri().toString());
  }

  @Test
  void aSecondRunIsRefusedByTheNameOfTheFirst() throws IOException {
    try (RunLock first = RunLock.take(store(), "run-1")) {
      assertThatThrownBy(() -> RunLock.take(store(), "run-2"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Cannot run: run run-1 (process " + ProcessHandle.current().pid())
          .hasMessageContaining("wait for its end");
      first.check();
      assertThat(RunLock.holder(store()).orElseThrow().run()).isEqualTo("run-1");
    }
    assertThat(RunLock.holder(store())).isEmpty();
    RunLock.take(store(), "run-3").close();
  }

  @Test
  void ofManyThatStartTogetherOneRuns() throws Exception {
    // Each round begins with another state of the folder: empty, released, released ...
    for (int round = 0; round < 20; round++) {
      AtomicInteger refused = new AtomicInteger();
      List<RunLock> taken = new ArrayList<>();
      ExecutorService pool = Executors.newFixedThreadPool(8);
      List<Future<RunLock>> all = new ArrayList<>();
      for (int r = 0; r < 8; r++) {
        String run = "run-" + round + "-" + r;
        Callable<RunLock> take =
            () -> {
              try {
                return RunLock.take(store(), run);
              } catch (InputException e) {
                refused.incrementAndGet();
                return null;
              }
            };
        all.add(pool.submit(take));
      }
      for (Future<RunLock> one : all) {
        if (one.get() != null) {
          taken.add(one.get());
        }
      }
      pool.shutdown();
      assertThat(taken).hasSize(1);
      assertThat(refused).hasValue(7);
      taken.get(0).close();
    }
  }

  @Test
  void theLockOfADeadProcessOfThisMachineIsTakenAtOnce() throws Exception {
    Process dead = new ProcessBuilder("sleep", "0").start();
    dead.waitFor();
    RunLock.take(store(), "run-1").close();
    holder(dead.pid(), java.net.InetAddress.getLocalHost().getHostName(), Instant.now());
    RunLock.take(store(), "run-2").close();
  }

  @Test
  void theLockOfAnotherMachineIsTakenWhenItHasBeenSilentForLong() throws Exception {
    RunLock.take(store(), "run-1").close();
    holder(1, "elsewhere", Instant.now().minus(Duration.ofMinutes(4)));
    assertThatThrownBy(() -> RunLock.take(store(), "run-2"))
        .hasMessageContaining("process 1 on elsewhere");
    holder(1, "elsewhere", Instant.now().minus(Duration.ofMinutes(6)));
    RunLock.take(store(), "run-2").close();
  }

  @Test
  void whoWasTakenForDeadDoesNotPublish() throws Exception {
    RunLock silent = RunLock.take(store(), "run-1");
    Path file = out.resolve("_LOCK/000001");
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"host\":\"[^\"]*\"", "\"host\":\"x\""));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(6))));
    try (RunLock other = RunLock.take(store(), "run-2")) {
      other.check();
      assertThatThrownBy(silent::check)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("Cannot publish: another run has taken over");
    }
    silent.close();
  }

  /** A lock as another process would have left it. */
  private void holder(long process, String host, Instant touched) throws IOException {
    Path file = out.resolve("_LOCK/000009");
    Files.writeString(
        file,
        "{\"run\":\"run-0\",\"host\":\"%s\",\"process\":%d,\"started\":1,\"since\":\"then\"}"
            .formatted(host, process));
    Files.setLastModifiedTime(file, FileTime.from(touched));
  }
}
