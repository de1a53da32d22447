package org.tacflow.jobs;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Tables;
import org.tacflow.udf.FitSchema;
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
    int tasks = run.tasksOfScans();
    run.registerFits();
    Dataset<Row> fits = run.empty(Tables.REGIONAL_FITS);
    for (ModelEntry entry : run.inHand(ModelEntries.all(run.config()), ModelEntry::id)) {
      Dataset<Row> curves =
          run.tables()
              .read(Tables.REGIONAL_TACS, Fits.scans(run, entry))
              .where("tac is not null")
              .repartition(tasks, col("scan"))
              .sortWithinPartitions("scan", "region");
      fits = fits.unionByName(fits(curves, entry));
    }
    run.draft().write(Tables.REGIONAL_FITS, fits.coalesce(tasks));
  }

  /** Every curve by one model entry; parameters that the model does not have are null. */
  private static Dataset<Row> fits(Dataset<Row> curves, ModelEntry entry) {
    Column fit = call_function(entry.regionFunctionName(), col("scan"), col("tac")).as("fit");
    // A projection of its own: nothing behind it can make the optimiser call the fit twice.
    Dataset<Row> fitted = curves.select(col("scan"), col("region"), col("is_group"), fit);
    Set<String> kept = Set.of(fitted.columns());
    Set<String> returned = Set.of(FitSchema.of(entry.model()).fieldNames());
    List<Column> columns = new ArrayList<>();
    for (StructField field : Tables.REGIONAL_FITS.schema().fields()) {
      String name = field.name();
      if (kept.contains(name)) {
        columns.add(col(name));
      } else if (name.equals("model")) {
        columns.add(lit(entry.id()).as(name));
      } else if (returned.contains(name)) {
        columns.add(col("fit." + name).as(name));
      } else {
        columns.add(lit(null).cast(field.dataType()).as(name));
      }
    }
    return fitted.select(columns.toArray(new Column[0]));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new FitRegions(), args);
  }
}
