package org.tacflow.jobs;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How Parquet files are divided among tasks.
 *
 * <p>A task never reads two files: what it writes from a file of one scan is a file of one scan.
 */
final class FileParts {
  private static final String BYTES = "spark.sql.files.maxPartitionBytes";
  private static final String OPEN_COST = "spark.sql.files.openCostInBytes";
  // The last tasks of a stage leave cores idle for half a task's time: a sixteenth of the stage.
  private static final int TASKS_PER_CORE = 8;
  // Two row groups of curves; with less, files would be small and tasks short.
  private static final long SMALLEST = 8L << 20;

  private final SparkSession spark;
  private final long largest;

  /** Parts as large as Spark is told. */
  FileParts(SparkSession spark) {
    this.spark = spark;
    this.largest = spark.sessionState().conf().filesMaxPartitionBytes();
    set(largest);
  }

  /** Reads rows in parts that give every core several tasks, as long as the work lasts. */
  void divided(Dataset<Row> rows, Runnable work) {
    long bytes = rows.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
    long tasks = (long) TASKS_PER_CORE * spark.sparkContext().defaultParallelism();
    set(Math.max(Math.min(bytes / tasks, largest), Math.min(SMALLEST, largest)));
    try {
      work.run();
    } finally {
      set(largest);
    }
  }

  // Opening a file costs as much as a whole part: the part is full.
  private void set(long bytes) {
    spark.conf().set(BYTES, bytes);
    spark.conf().set(OPEN_COST, bytes);
  }
}
