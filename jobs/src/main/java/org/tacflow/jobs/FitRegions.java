package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Tables;
import org.tacflow.udf.ModelEntry;

/** {@code regional_tacs → regional_fits}: every regional mean curve by every model. */
public final class FitRegions implements ScanJob {
  @Override
  public String name() {
    return "fit-regions";
  }

  @Override
  public String purpose() {
    return "fit every regional mean curve by every model";
  }

  @Override
  public List<String> models(CohortConfig config) {
    return ModelEntries.all(config).stream().map(ModelEntry::id).toList();
  }

  @Override
  public void ingredients(ScanIngredients unit) {
    Fits.ingredients(unit);
  }

  @Override
  public void run(RunContext run) throws IOException {
    // A scan in one task, its rows together: what a model builds for a scan is built once.
    int tasks = Math.max(run.spark().sparkContext().defaultParallelism() * 4, 8);
    run.registerFits();
    Dataset<Row> fits = run.empty(Tables.REGIONAL_FITS);
    for (ModelEntry entry : run.inHand(ModelEntries.all(run.config()), ModelEntry::id)) {
      Dataset<Row> curves =
          run.readInHand(Tables.REGIONAL_TACS, entry.id())
              .where("tac is not null")
              .repartition(tasks, col("scan"))
              .sortWithinPartitions("scan", "region");
      fits =
          fits.unionByName(
              Fits.of(
                  run,
                  curves,
                  List.of("scan", "region", "is_group"),
                  entry,
                  entry.regionFunctionName(),
                  Tables.REGIONAL_FITS));
    }
    run.draft().write(Tables.REGIONAL_FITS, fits.coalesce(tasks));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new FitRegions(), args);
  }
}
