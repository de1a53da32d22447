package org.tacflow.jobs;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command; it names no master, spark-submit does. */
final class Session {
  private Session() {}

  /** Settings of the file systems, as Spark will have them, without a session. */
  static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  /** Makes the session; all cores of this machine where nobody named a master. */
  static SparkSession open(String name) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.ui.enabled", "false");
    // Text and times must not depend on where the job runs.
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    conf.setIfMissing("spark.sql.shuffle.partitions", "16");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.log.level", "WARN");
    return SparkSession.builder().appName("tacflow " + name).config(conf).getOrCreate();
  }
}
