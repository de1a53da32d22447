package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tacflow.config.CohortConfig;
import org.tacflow.kinetics.Parameter;
import org.tacflow.tables.Tables;
import org.tacflow.udf.ModelEntry;

/** Long rows of outcomes: one per parameter of a fit. */
final class OutcomeRows {
  /** Columns that both estimates share, before scan and model are described. */
  static final StructType SCHEMA =
      new StructType()
          .add("scan", DataTypes.StringType)
          .add("region", DataTypes.StringType)
          .add("is_group", DataTypes.BooleanType)
          .add("model", DataTypes.StringType)
          .add("outcome", DataTypes.StringType)
          .add("unit", DataTypes.StringType)
          .add("estimate", DataTypes.StringType)
          .add("value", DataTypes.DoubleType)
          .add("se", DataTypes.DoubleType)
          .add("mean", DataTypes.DoubleType)
          .add("sd", DataTypes.DoubleType)
          .add("median", DataTypes.DoubleType)
          .add("n_voxels", DataTypes.IntegerType)
          .add("n_failed", DataTypes.IntegerType)
          .add("status", DataTypes.StringType);

  private static final StructType ENTRIES =
      new StructType()
          .add("model", DataTypes.StringType)
          .add("reference_region", DataTypes.StringType)
          .add("window_begin", DataTypes.DoubleType)
          .add("window_end", DataTypes.DoubleType)
          .add("settings_hash", DataTypes.StringType);

  private OutcomeRows() {}

  /** The fits of the mean curves, and a row with a status where a region has no curve. */
  static Dataset<Row> ofMeanCurves(RunContext run) {
    Map<String, List<Parameter>> parameters = parameters(run.config());
    Dataset<Row> fitted =
        run.draft()
            .read(Tables.REGIONAL_FITS)
            .flatMap(
                (FlatMapFunction<Row, Row>) fit -> fitRows(fit, parameters).iterator(),
                Encoders.row(SCHEMA));
    Dataset<Row> missing =
        run.draft()
            .read(Tables.REGIONAL_TACS)
            .where("tac is null")
            .flatMap(
                (FlatMapFunction<Row, Row>) region -> missingRows(region, parameters),
                Encoders.row(SCHEMA));
    return fitted.unionByName(missing);
  }

  /** What the configuration says of each model entry. */
  static Dataset<Row> entries(RunContext run) {
    List<Row> rows = new ArrayList<>();
    for (CohortConfig.Model model : run.config().models()) {
      boolean windowed = model.name().startsWith("SUV");
      rows.add(
          RowFactory.create(
              model.id(),
              model.referenceRegion().isEmpty() ? null : model.referenceRegion(),
              windowed ? model.settings().windowMinutes().begin() : null,
              windowed ? model.settings().windowMinutes().end() : null,
              OutcomeSettings.hash(run.config(), model)));
    }
    return run.spark().createDataFrame(rows, ENTRIES);
  }

  /** Parameters by model id, as a serializable map. */
  static HashMap<String, List<Parameter>> parameters(CohortConfig config) {
    HashMap<String, List<Parameter>> parameters = new HashMap<>();
    for (ModelEntry entry : ModelEntries.all(config)) {
      parameters.put(entry.id(), new ArrayList<>(entry.model().parameters()));
    }
    return parameters;
  }

  private static List<Row> fitRows(Row fit, Map<String, List<Parameter>> parameters) {
    String model = fit.getAs("model");
    List<Row> rows = new ArrayList<>();
    for (Parameter p : parameters.getOrDefault(model, List.of())) {
      rows.add(
          RowFactory.create(
              fit.getAs("scan"),
              fit.getAs("region"),
              fit.getAs("is_group"),
              model,
              p.name(),
              p.unit(),
              "mean_tac",
              fit.getAs(p.name()),
              fit.getAs(p.name() + "_se"),
              null,
              null,
              null,
              null,
              null,
              fit.getAs("status")));
    }
    return rows;
  }

  private static Iterator<Row> missingRows(Row region, Map<String, List<Parameter>> parameters) {
    List<Row> rows = new ArrayList<>();
    parameters.forEach(
        (model, list) ->
            list.forEach(
                p ->
                    rows.add(
                        RowFactory.create(
                            region.getAs("scan"),
                            region.getAs("region"),
                            region.getAs("is_group"),
                            model,
                            p.name(),
                            p.unit(),
                            "mean_tac",
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            region.getAs("status")))));
    return rows.iterator();
  }
}
