package org.tacflow.jobs;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a piece of work cost.
 *
 * @param wall seconds by the clock
 * @param cpu seconds of processor time, of the process or of one thread
 * @param tasks seconds of processor time within Spark's tasks: without planning, compiler and
 *     garbage collector
 */
record Cost(double wall, double cpu, double tasks) {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final long WAIT_MILLIS = 100;
  private static final double IDLE_SHARE = 0.1;
  private static final int LONGEST_WAITS = 100;

  /** Nothing. */
  static final Cost NONE = new Cost(0, 0, 0);

  /** Work that may fail to read or write. */
  interface Work {
    void run() throws IOException;
  }

  /**
   * Costs of the whole process: tasks, garbage collector and compiler as well, once they have done
   * with what ran before.
   */
  static Cost ofProcess(TaskTime tasks, Work work) throws IOException {
    settle();
    long wall = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    long inTasks = tasks.nanos();
    work.run();
    long end = System.nanoTime();
    return new Cost(
        seconds(end - wall),
        seconds(PROCESS.getProcessCpuTime() - cpu),
        seconds(tasks.nanos() - inTasks));
  }

  /** Waits until the process does nothing: the compiler may have a backlog of seconds. */
  private static void settle() {
    try {
      long used = Long.MAX_VALUE;
      for (int wait = 0; wait < LONGEST_WAITS && used > IDLE_SHARE * WAIT_MILLIS * 1e6; wait++) {
        long before = PROCESS.getProcessCpuTime();
        Thread.sleep(WAIT_MILLIS);
        used = PROCESS.getProcessCpuTime() - before;
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("Cannot measure: interrupted", e);
    }
  }

  /** Costs of the calling thread alone: work without anything around it. */
  static Cost ofThread(Work work) throws IOException {
    long wall = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return new Cost(seconds(System.nanoTime() - wall), seconds(after - cpu), seconds(after - cpu));
  }

  /** Median of each; a round that something else disturbed does not count. */
  static Cost median(List<Cost> rounds) {
    return new Cost(
        median(rounds, Cost::wall), median(rounds, Cost::cpu), median(rounds, Cost::tasks));
  }

  private static double median(List<Cost> rounds, ToDoubleFunction<Cost> number) {
    double[] sorted = rounds.stream().mapToDouble(number).sorted().toArray();
    int n = sorted.length;
    return 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
  }

  /** Each summed. */
  Cost plus(Cost other) {
    return new Cost(wall + other.wall, cpu + other.cpu, tasks + other.tasks);
  }

  /** Each less that of another. */
  Cost minus(Cost other) {
    return new Cost(wall - other.wall, cpu - other.cpu, tasks - other.tasks);
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
