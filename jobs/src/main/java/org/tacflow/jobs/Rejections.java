package org.tacflow.jobs;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Scans that a stage could not use, collected from the executors.
 *
 * <p>A task that runs twice reports twice; the first reason per scan and stage is kept, and reasons
 * depend on the data alone, so that nothing is lost and nothing is doubled.
 */
final class Rejections implements Serializable {
  private static final long serialVersionUID = 1L;

  private final CollectionAccumulator<Rejection> reported;

  /**
   * One refusal.
   *
   * @param scan scan key
   * @param stage job that refused
   * @param reason what is wrong, where, and what to do
   */
  record Rejection(String scan, String stage, String reason) implements Serializable {}

  Rejections(SparkSession spark) {
    this.reported = spark.sparkContext().collectionAccumulator("rejected scans");
  }

  /** Reports a refusal, on the driver or an executor. */
  void add(String scan, String stage, String reason) {
    reported.add(new Rejection(scan, stage, reason));
  }

  /** All refusals, one per scan and stage, sorted. */
  List<Rejection> all() {
    Map<String, Rejection> distinct = new TreeMap<>();
    for (Rejection rejection : reported.value()) {
      distinct.merge(
          rejection.scan() + "\t" + rejection.stage(),
          rejection,
          (a, b) -> a.reason().compareTo(b.reason()) <= 0 ? a : b);
    }
    return List.copyOf(distinct.values());
  }
}
