package org.tacflow.jobs;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Processor time of all tasks of a session so far, on any executor, and what they exchanged. */
final class TaskTime extends SparkListener {
  private final SparkSession spark;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong moved = new AtomicLong();

  private TaskTime(SparkSession spark) {
    this.spark = spark;
  }

  /** Listens to a session from now on. */
  static TaskTime of(SparkSession spark) {
    TaskTime time = new TaskTime(spark);
    spark.sparkContext().addSparkListener(time);
    return time;
  }

  /** Nanoseconds, once every task that has ended is counted. */
  long nanos() {
    return whole(nanos);
  }

  /** Bytes that tasks wrote for other tasks to read, once every task that has ended is counted. */
  long moved() {
    return whole(moved);
  }

  private long whole(AtomicLong sum) {
    waitForEvents(spark);
    return sum.get();
  }

  /** Waits until listeners have heard of everything that has happened. */
  static void waitForEvents(SparkSession spark) {
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException("Cannot count the time of tasks: events do not end", e);
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    nanos.addAndGet(end.taskMetrics().executorCpuTime());
    moved.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
  }
}
