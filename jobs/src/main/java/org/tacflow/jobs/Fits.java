package org.tacflow.jobs;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.tacflow.tables.Table;
import org.tacflow.tables.Tables;
import org.tacflow.udf.FitSchema;
import org.tacflow.udf.ModelEntry;

/** Application of fit functions to a table of curves. */
final class Fits {
  private Fits() {}

  /** What a fit of one scan by one model rests on, beside its curves. */
  static void ingredients(ScanIngredients unit) {
    unit.stage("inputs")
        .stage("settings")
        .bodyWeight()
        .tracer()
        .settings("models." + unit.model() + ".");
  }

  /**
   * Fits every curve by one model entry.
   *
   * @param curves table with {@code scan} and {@code tac}
   * @param keys columns kept beside the fit
   * @param function qualified name of the entry's fit function
   * @param into table whose columns come out; parameters that the model does not have are null, or
   *     left out where the table is partitioned by model
   */
  static Dataset<Row> of(
      RunContext run,
      Dataset<Row> curves,
      List<String> keys,
      ModelEntry entry,
      String function,
      Table into) {
    return fitted(ofTracers(run, curves, entry), keys, entry, function, into);
  }

  /** Only the scans of the tracers that a model entry is for. */
  private static Dataset<Row> ofTracers(RunContext run, Dataset<Row> curves, ModelEntry entry) {
    List<String> tracers = ModelEntries.tracers(run.config(), entry.id());
    if (tracers.isEmpty()) {
      return curves;
    }
    Dataset<Row> scans =
        run.draft().read(Tables.SCANS).where(col("tracer").isin(tracers.toArray())).select("scan");
    return curves.join(
        broadcast(scans), curves.col("scan").equalTo(scans.col("scan")), "left_semi");
  }

  private static Dataset<Row> fitted(
      Dataset<Row> curves, List<String> keys, ModelEntry entry, String function, Table into) {
    List<Column> kept = new ArrayList<>(keys.stream().map(k -> col(k)).toList());
    kept.add(call_function(function, col("scan"), col("tac")).as("fit"));
    // A projection of its own: nothing behind it can make the optimiser call the fit twice.
    return columns(curves.select(kept.toArray(new Column[0])), keys, entry, into);
  }

  /** The columns of a table of fits from the keys and a column {@code fit}. */
  static Dataset<Row> columns(
      Dataset<Row> projected, List<String> keys, ModelEntry entry, Table into) {
    Set<String> returned = new TreeSet<>(List.of(FitSchema.of(entry.model()).fieldNames()));
    boolean everyColumn = into.partitionColumn().isEmpty();
    List<Column> columns = new ArrayList<>();
    for (StructField field : into.schema().fields()) {
      String name = field.name();
      if (keys.contains(name)) {
        columns.add(col(name));
      } else if (name.equals("model") && everyColumn) {
        columns.add(lit(entry.id()).as(name));
      } else if (returned.contains(name)) {
        columns.add(col("fit." + name).as(name));
      } else if (everyColumn) {
        columns.add(lit(null).cast(field.dataType()).as(name));
      }
    }
    return projected.select(columns.toArray(new Column[0]));
  }
}
