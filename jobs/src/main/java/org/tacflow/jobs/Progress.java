package org.tacflow.jobs;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * What runs, as people read it: on a terminal a bar that moves, in a log plain lines.
 *
 * <p>A line of a log is at least five seconds from the last; a bar moves at most five times a
 * second. A job that knows how many scans or voxels it has to work on says so by {@link #expect};
 * else tasks are counted. Time left is the time so far, by what is still to do. Asked for JSON, it
 * writes lines for programs instead.
 */
final class Progress extends SparkListener {
  /** What a unit of work is seen by. */
  enum Counted {
    /** Rows that Spark reads or, where it reads none, writes. */
    BY_ROWS,
    /** Tasks, where each has one. */
    BY_TASKS
  }

  private static final int BAR = 30;

  private final PrintStream out;
  private final Surface surface;
  private final LogFormat format;
  private final EventLines events;
  private final long begin = System.nanoTime();
  private String stage = "files";
  private String unit = "tasks";
  private long stageBegin = begin;
  private Counted counted = Counted.BY_TASKS;
  private long expected;
  private long done;
  private long tasks;
  private long tasksDone;
  private long lastLine = begin;
  private int barWidth;
  private int units;
  private int unitsDone;

  Progress(PrintStream out) {
    this(out, Surface.ofProcess(), LogFormat.TEXT);
  }

  Progress(PrintStream out, Surface surface) {
    this(out, surface, LogFormat.TEXT);
  }

  Progress(PrintStream out, Surface surface, LogFormat format) {
    this.out = out;
    // A bar is for people only.
    this.surface = format == LogFormat.JSON ? Surface.LOG : surface;
    this.format = format;
    this.events = new EventLines(out);
  }

  LogFormat format() {
    return format;
  }

  /** Names the run in every line that follows. */
  void run(String id) {
    events.run(id);
  }

  /** Says nothing: for measurements, whose own numbers are the output. */
  static Progress silent() {
    return new Progress(new PrintStream(PrintStream.nullOutputStream()), Surface.LOG);
  }

  /** Begins a stage. */
  synchronized void stage(int number, int of, Job job) {
    work(job.name());
    if (format == LogFormat.JSON) {
      event("stage", Map.of("number", number, "of", of, "purpose", job.purpose()));
      return;
    }
    line(String.format("[%d/%d] %s: %s", number, of, job.name(), job.purpose()));
  }

  /** Names what is done from here on without a line of its own. */
  synchronized void work(String name) {
    stage = name;
    units = 0;
    unitsDone = 0;
    expect("tasks", 0, Counted.BY_TASKS);
  }

  /**
   * Says what the work that follows consists of.
   *
   * @param unit scans, voxels …
   * @param total how many there are, over all work until the next call
   */
  synchronized void expect(String unit, long total, Counted counted) {
    this.unit = unit;
    this.counted = counted;
    this.expected = total;
    restart();
  }

  private void restart() {
    done = 0;
    tasks = 0;
    tasksDone = 0;
    stageBegin = System.nanoTime();
    lastLine = stageBegin;
  }

  /** Says how much of a stage is to be made. */
  synchronized void units(int toDo, int wanted) {
    units = toDo;
    if (toDo == 0) {
      say("unchanged", Map.of("units", 0, "reused", wanted));
    } else if (toDo < wanted) {
      String text = (wanted - toDo) + " of " + wanted + " units unchanged, " + toDo + " to make";
      say(text, Map.of("units", toDo, "reused", wanted - toDo));
    }
  }

  /** Says that units are made and kept. */
  synchronized void made(int more, int rejected) {
    unitsDone += more;
    if (units > more || rejected > 0) {
      say(
          stage + ": " + unitsDone + " of " + units + " kept, " + rejected + " rejected",
          Map.of("done", unitsDone, "units", units, "rejected", rejected));
    }
  }

  /** Says one line. */
  synchronized void say(String text) {
    say(text, Map.of());
  }

  private void say(String text, Map<String, ?> numbers) {
    if (format == LogFormat.JSON) {
      Map<String, Object> all = new LinkedHashMap<>(numbers);
      all.put("message", text);
      event("progress", all);
    } else {
      line("      " + text);
    }
  }

  /** Writes one JSON line; nothing where lines are for people. */
  synchronized void event(String name, Map<String, ?> details) {
    if (format == LogFormat.JSON) {
      events.write(name, stage, seconds(), details);
    }
  }

  /** Says where the page is. */
  synchronized void report(String page) {
    if (format == LogFormat.JSON) {
      event("report", Map.of("page", page));
    } else {
      clear();
      out.printf("%nReport: %s%n", page);
    }
  }

  private void line(String text) {
    clear();
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), text);
    out.flush();
  }

  /** Seconds since the start. */
  double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    tasks += submitted.stageInfo().numTasks();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    long rows = 0;
    if (end.taskMetrics() != null) {
      long read = end.taskMetrics().inputMetrics().recordsRead();
      rows = read > 0 ? read : end.taskMetrics().outputMetrics().recordsWritten();
    }
    finished(rows);
  }

  /** One task has ended that handled some rows. */
  synchronized void finished(long rows) {
    tasksDone++;
    done += rows;
    long now = System.nanoTime();
    if (now - lastLine > surface.quietNanos) {
      lastLine = now;
      show(now);
    }
  }

  private void show(long now) {
    long whole = expected > 0 ? expected : tasks;
    long ready = Math.min(counted == Counted.BY_ROWS ? done : tasksDone, whole);
    double share = whole == 0 ? 0 : (double) ready / whole;
    String text =
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d %s%s",
            stage,
            ready,
            whole,
            unit,
            TimeLeft.text(share, (now - stageBegin) / 1e9));
    if (surface == Surface.LOG) {
      say(text, Map.of("done", ready, "of", whole, "unit", unit));
      return;
    }
    int full = (int) Math.round(BAR * share);
    String bar = "[" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + text;
    out.print("\r" + bar + " ".repeat(Math.max(0, barWidth - bar.length())));
    out.flush();
    barWidth = bar.length();
  }

  /** Takes the bar away, so that a line begins at the edge. */
  private void clear() {
    if (barWidth > 0) {
      out.print("\r" + " ".repeat(barWidth) + "\r");
      barWidth = 0;
    }
  }

  /** Ends the last bar; what follows the stages is the page. */
  synchronized void end() {
    clear();
    out.flush();
    work("page");
  }
}
