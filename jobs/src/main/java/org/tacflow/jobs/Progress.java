package org.tacflow.jobs;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Plain lines about what runs: one per stage, and tasks done at most every five seconds. */
final class Progress extends SparkListener {
  private static final long QUIET_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final long begin = System.nanoTime();
  private final AtomicInteger done = new AtomicInteger();
  private volatile int total;
  private volatile String stage = "";
  private volatile long lastLine = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  /** Says nothing. */
  static Progress silent() {
    return new Progress(new PrintStream(PrintStream.nullOutputStream()));
  }

  /** Begins a stage. */
  void stage(int number, int of, Job job) {
    stage = job.name();
    done.set(0);
    total = 0;
    lastLine = System.nanoTime();
    out.printf(
        Locale.ROOT, "%6.1f s  [%d/%d] %s: %s%n", seconds(), number, of, job.name(), job.purpose());
  }

  /** Says one line. */
  void say(String line) {
    out.printf(Locale.ROOT, "%6.1f s        %s%n", seconds(), line);
  }

  /** Seconds since the start. */
  double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    total += submitted.stageInfo().numTasks();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    int finished = done.incrementAndGet();
    long now = System.nanoTime();
    if (now - lastLine > QUIET_NANOS) {
      lastLine = now;
      say(stage + ": " + finished + " of " + total + " tasks");
    }
  }
}
