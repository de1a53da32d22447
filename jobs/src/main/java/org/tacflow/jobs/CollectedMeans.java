package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Rows of {@code regional_tacs} that tasks make beside the voxels of a scan, collected on the
 * driver: some 30 kB a scan of a batch.
 *
 * <p>A task that runs twice reports the same rows twice; one of them is kept.
 */
final class CollectedMeans implements Serializable {
  private static final long serialVersionUID = 1L;

  private final CollectionAccumulator<ScanRows> reported = new CollectionAccumulator<>();

  private record ScanRows(String scan, List<Row> rows) implements Serializable {}

  CollectedMeans(SparkSession spark) {
    // Without a name: Spark writes what a named one holds into its events after every task.
    spark.sparkContext().register(reported);
  }

  /** Reports the rows of a scan, on an executor. */
  void add(String scan, List<Row> rows) {
    reported.add(new ScanRows(scan, rows));
  }

  /** All rows, by scan. */
  List<Row> rows() {
    Map<String, List<Row>> byScan = new TreeMap<>();
    reported.value().forEach(scan -> byScan.put(scan.scan(), scan.rows()));
    List<Row> all = new ArrayList<>();
    byScan.values().forEach(all::addAll);
    return all;
  }
}
