package org.tacflow.testing;

import org.apache.spark.sql.SparkSession;

/** One real Spark session for all tests of the JVM: two cores, as CI has. */
public final class LocalSpark {
  private LocalSpark() {}

  /** The session, made at the first call. */
  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate();
  }
}
