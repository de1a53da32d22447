package org.tacflow.jobs;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.RunStore;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.udf.FitFunctions;

/** The fit functions of a published run, for the SQL of an analyst. */
public final class PublishedFunctions {
  private PublishedFunctions() {}

  /**
   * Registers {@code tacflow_<model>(scan, tac)} with the settings and inputs of the published run,
   * and its tables as temporary views.
   *
   * <p>Example: {@code SELECT scan, voxel, fit.VT FROM (SELECT scan, voxel, tacflow_logan(scan,
   * tac) AS fit FROM voxel_tacs)}.
   *
   * @param outputDir output folder of the run
   */
  public static void register(SparkSession spark, String outputDir) throws IOException {
    RunStore store = RunStore.of(spark, outputDir);
    CohortConfig config = ConfigFile.ofPublished(store);
    RunTables published = store.published();
    for (Table table : Tables.all()) {
      if (published.has(table)) {
        published.read(table).createOrReplaceTempView(table.name());
      }
    }
    FitFunctions.register(
        spark, ModelEntries.all(config), ContextReader.broadcast(spark, published, config));
  }
}
