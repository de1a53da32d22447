package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tacflow.tables.Tables;

/**
 * The error of the input carried into the outcomes of mean curves.
 *
 * <p>Every model is fitted with every resampled input; the standard deviation over the fits that
 * have numbers stands beside the fit's own standard error, which holds for a perfectly known input.
 */
final class InputError {
  private static final String COLUMN = "value_sd_input";
  private static final StructType SCHEMA =
      new StructType()
          .add("scan", DataTypes.StringType)
          .add("region", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("outcome", DataTypes.StringType)
          .add("estimate", DataTypes.StringType)
          .add(COLUMN, DataTypes.DoubleType);

  private InputError() {}

  /** The estimates with the spread over resampled inputs; null for voxels and without resamples. */
  static Dataset<Row> join(RunContext run, Dataset<Row> estimates) {
    if (run.config().blood().models().resamples() == 0) {
      return estimates.withColumn(COLUMN, lit(null).cast(DataTypes.DoubleType));
    }
    return estimates.join(
        spreads(run), new String[] {"scan", "region", "model", "outcome", "estimate"}, "left");
  }

  private static Dataset<Row> spreads(RunContext run) {
    HashMap<String, ScanTable.Scan> scans = new HashMap<>();
    ScanTable.accepted(run.draft()).forEach(scan -> scans.put(scan.key(), scan));
    Dataset<Row> inputs =
        run.draft()
            .read(Tables.INPUT_FUNCTIONS)
            .where("plasma_resamples is not null")
            .select(
                "scan",
                "time",
                "plasma_resamples",
                "whole_blood_time",
                "whole_blood",
                "delay",
                "weights");
    Dataset<Row> curves =
        run.draft()
            .read(Tables.REGIONAL_TACS)
            .where("tac is not null")
            .select(col("scan"), col("region"), col("tac"));
    ResampledFits fits =
        new ResampledFits(scans, run.config(), ScanModels.read(run.draft(), run.config()));
    return ConsecutiveGroups.ofScans(
        run,
        curves.join(inputs, new String[] {"scan"}),
        List.of("scan", "region"),
        1,
        group -> rows(fits, group),
        SCHEMA);
  }

  private static List<Row> rows(ResampledFits fits, List<Row> regions) {
    List<Row> rows = new ArrayList<>();
    for (ResampledFits.Spread s : fits.of(regions)) {
      rows.add(
          RowFactory.create(
              regions.get(0).getString(0),
              s.region(),
              s.model(),
              s.outcome(),
              "mean_tac",
              Rows.orNull(s.standardDeviation())));
    }
    return rows;
  }
}
