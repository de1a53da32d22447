package org.tacflow.jobs;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.tacflow.bids.Storage;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.InputException;
import org.tacflow.tables.Manifest;
import org.tacflow.tables.RunDraft;
import org.tacflow.tables.RunStore;

/**
 * The published run of an output folder, for commands that read tables and write none.
 *
 * @param spark session that reads
 * @param storage files behind and beside the tables
 * @param manifest what is published
 * @param tables its tables
 * @param config its configuration
 */
record PublishedRun(
    SparkSession spark, Storage storage, Manifest manifest, RunDraft tables, CohortConfig config) {

  /** Opens what the pointer of the folder names. */
  static PublishedRun open(SparkSession spark, String outputDir) throws IOException {
    RunStore store = RunStore.of(spark, outputDir);
    Manifest manifest =
        store
            .current()
            .orElseThrow(
                () ->
                    new InputException(
                        "Cannot read tables in "
                            + outputDir
                            + ": nothing is published there (run the main job first)"));
    return new PublishedRun(
        spark,
        Storage.of(spark.sessionState().newHadoopConf()),
        manifest,
        store.begin("unpublished", ""),
        ConfigFile.ofJson(store.attachment(ConfigFile.NAME)));
  }
}
