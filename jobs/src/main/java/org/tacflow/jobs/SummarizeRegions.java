package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;
import scala.Tuple2;

/** {@code voxel_fits, regional_fits → regional_outcomes}: both estimates of every outcome. */
public final class SummarizeRegions implements ScanJob {
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
    JavaSparkContext context = JavaSparkContext.fromSparkContext(run.spark().sparkContext());
    OutcomeRows rows = new OutcomeRows(run.config());
    List<OutcomeScan> scans = OutcomeScan.of(run);
    JavaPairRDD<String, Outcome> fitted =
        run.tables()
            .read(Tables.REGIONAL_FITS)
            .toJavaRDD()
            .flatMapToPair(
                fit ->
                    rows.ofFit(fit).stream()
                        .map(outcome -> new Tuple2<>(fit.<String>getAs("scan"), outcome))
                        .iterator())
            .union(VoxelSummary.of(run, scans));
    // Scan by scan: what is moved are outcomes, and no task holds more than those of a scan.
    JavaRDD<Row> outcomes =
        context
            .parallelize(scans)
            .mapToPair(scan -> new Tuple2<>(scan.scan(), scan))
            .cogroup(fitted, InputError.spreads(run), run.tasksOf(scans.size()))
            .flatMap(
                unit -> {
                  List<Row> own = new ArrayList<>();
                  for (OutcomeScan scan : unit._2()._1()) {
                    own.addAll(rows.of(scan, unit._2()._2(), unit._2()._3()));
                  }
                  return own.iterator();
                });
    run.draft()
        .write(
            Tables.REGIONAL_OUTCOMES,
            run.spark()
                .createDataFrame(outcomes, Tables.REGIONAL_OUTCOMES.schema())
                .repartition(1)
                .sortWithinPartitions(
                    "scan", "model", "outcome", "region", "is_group", "estimate"));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new SummarizeRegions(), args);
  }
}
