package org.tacflow.jobs;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** {@code voxel_fits, regional_fits → regional_outcomes}: both estimates of every outcome. */
public final class SummarizeRegions implements ScanJob {
  private static final double DIFFERENCE = 0.1;

  @Override
  public String name() {
    return "summarize";
  }

  @Override
  public String purpose() {
    return "summarise fits into regional outcomes";
  }

  @Override
  public void ingredients(ScanIngredients unit) {
    unit.stage("index").stage("fit-voxels").stage("fit-regions").stage("sime");
    unit.settings("curves.", "blood.", "models.", "region-groups");
    if (unit.config().models().stream().anyMatch(model -> model.tissueRates().metabolism())) {
      // Plasma glucose stands in a table about people or visits.
      unit.person();
    }
  }

  @Override
  public void run(RunContext run) throws IOException {
    // Several outcomes are made of them: they are read once.
    Dataset<Row> voxels = VoxelSummary.of(run).cache();
    Dataset<Row> estimates =
        TissueRateOutcomes.with(
                run,
                BindingOutcomes.with(
                    run,
                    FreeFractionOutcomes.with(
                        run,
                        InputError.join(run, OutcomeRows.ofMeanCurves(run).unionByName(voxels)))))
            .cache();
    Dataset<Row> described =
        flagDifferences(estimates)
            .join(broadcast(regions(run)), new String[] {"scan", "region", "is_group"})
            .join(broadcast(scans(run)), new String[] {"scan"})
            .join(broadcast(OutcomeRows.entries(run)), new String[] {"model"})
            .withColumn("version", lit(Version.current()));
    run.draft()
        .write(
            Tables.REGIONAL_OUTCOMES,
            described
                .repartition(1)
                .sortWithinPartitions(
                    "scan", "model", "outcome", "region", "is_group", "estimate"));
    estimates.unpersist();
    voxels.unpersist();
  }

  private static Dataset<Row> regions(RunContext run) {
    return run.draft()
        .read(Tables.REGIONAL_TACS)
        .select("scan", "region", "parcellation", "is_group", "volume");
  }

  private static Dataset<Row> scans(RunContext run) {
    return run.draft()
        .read(Tables.SCANS)
        .select("scan", "participant_id", "session_id", "tracer", "input_hash");
  }

  /** Marks both rows of an outcome whose estimates are more than 10 % apart. */
  private static Dataset<Row> flagDifferences(Dataset<Row> estimates) {
    // A group may bear the name of a label; the two are different regions.
    String[] key = {"scan", "region", "is_group", "model", "outcome"};
    Dataset<Row> voxels = value(estimates, "voxels", "from_voxels");
    Dataset<Row> means = value(estimates, "mean_tac", "from_mean");
    Column apart =
        abs(col("from_voxels").minus(col("from_mean")))
            .gt(abs(col("from_mean")).multiply(DIFFERENCE));
    Dataset<Row> both =
        voxels.join(means, key).withColumn("estimates_differ", when(apart, true).otherwise(false));
    return estimates.join(both.drop("from_voxels", "from_mean"), key, "left");
  }

  private static Dataset<Row> value(Dataset<Row> estimates, String estimate, String name) {
    return estimates
        .where(col("estimate").equalTo(estimate).and(col("value").isNotNull()))
        .select(
            col("scan"),
            col("region"),
            col("is_group"),
            col("model"),
            col("outcome"),
            col("value").as(name));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new SummarizeRegions(), args);
  }
}
