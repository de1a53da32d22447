package org.tacflow.jobs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.InputException;
import org.tacflow.config.SettingsHash;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.Retention;
import org.tacflow.tables.RunHistory;
import org.tacflow.tables.RunLock;
import org.tacflow.tables.RunRecord;
import org.tacflow.tables.RunStore;

/** One run from lock to log book: alone on its output folder, on record however it ends. */
final class RunSession {
  // A reader looks up the folders of a run and then reads them; it has this long.
  private static final Duration GRACE = Duration.ofHours(1);

  private final CohortConfig config;
  private final Progress progress;
  private final JobCommand.Afterwards afterwards;

  /** What is done in the session. */
  interface Work {
    Manifest of(RunContext run) throws IOException;
  }

  RunSession(CohortConfig config, Progress progress, JobCommand.Afterwards afterwards) {
    this.config = config;
    this.progress = progress;
    this.afterwards = afterwards;
  }

  /** Runs; the exit code says whether scans were rejected. */
  int run(String job, Work work) throws IOException {
    Inputs.check(config);
    String id = RunContext.newId();
    progress.run(id);
    RunStore store = RunStore.ofTexts(Session.hadoop(), config.outputDir());
    boolean fresh = !store.exists();
    try (RunLock lock = RunLock.take(store, id)) {
      RunRecord record =
          RunRecord.begin(
              id,
              job,
              Instant.now().toString(),
              Version.current(),
              ProgramHash.current().substring(0, 16),
              SettingsHash.of(config));
      RunHistory.keep(store, record);
      try {
        return locked(store, lock, record, work);
      } catch (IOException | RuntimeException | FSError e) {
        Throwable failure = NoRoomException.isBehind(e) ? NoRoomException.of(store.root(), e) : e;
        int code = e instanceof InputException ? Tacflow.USER : Tacflow.BUG;
        if (fresh && code == Tacflow.USER && store.runs().isEmpty()) {
          // A first run that was asked for the wrong thing leaves nothing behind.
          lock.discardStore();
        } else {
          note(store, record, code, failure);
        }
        if (failure instanceof NoRoomException full) {
          throw full;
        }
        throw e;
      }
    }
  }

  /** The last page in the log book; what comes behind the publication does not undo it. */
  private void note(RunStore store, RunRecord record, int code, Throwable failure) {
    try {
      boolean there = store.current().map(Manifest::run).filter(record.run()::equals).isPresent();
      String why = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
      RunHistory.keep(
          store,
          record.end(there ? "published" : "failed", code, progress.seconds(), Map.of(), why));
    } catch (IOException e) {
      // On a full disk there is no room for the page either.
      failure.addSuppressed(e);
    }
  }

  private int locked(RunStore store, RunLock lock, RunRecord record, Work work) throws IOException {
    SparkSession spark = Session.open(config.name());
    try {
      spark.sparkContext().addSparkListener(progress);
      RunContext run = RunContext.begin(spark, config, progress, record.run());
      run.hold(lock, record);
      run.metrics().register();
      Manifest manifest = work.of(run);
      progress.end();
      long rejected = Summary.print(run, manifest, progress);
      int code = rejected == 0 ? Tacflow.DONE : Tacflow.REJECTIONS;
      RunHistory.keep(
          store, run.record().end("published", code, progress.seconds(), manifest.rows(), null));
      List<String> deleted = Retention.apply(store, config.keepRuns(), GRACE);
      if (!deleted.isEmpty()) {
        progress.say("deleted what no kept run needs: " + String.join(", ", deleted));
      }
      // Behind the publication, so that nothing here can cost a result.
      afterwards.accept(run, manifest);
      return code;
    } finally {
      spark.stop();
    }
  }
}
