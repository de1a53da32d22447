package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tacflow.config.Measures;
import org.tacflow.tables.Tables;

/**
 * Measures that follow from the outcomes of one or two regions of a scan.
 *
 * <ul>
 *   <li>{@code DVR = BPND + 1} of every region.
 *   <li>{@code X_ratio}: outcome X of a region over that of another, region {@code a/b}.
 *   <li>{@code X_AI = 100 (right - left)/((right + left)/2)}, in %, region without its side, and
 *       {@code X_absAI} without its sign.
 *   <li>X of {@code region_contralateral} and {@code region_ipsilateral} to the affected side of
 *       the body.
 * </ul>
 *
 * <p>Where a region or a side is missing there is a row with the reason. Of a label and a group of
 * one name the group counts.
 */
final class DerivedOutcomes {
  private static final List<String> HEAD =
      List.of(
          "scan",
          "participant_id",
          "session_id",
          "tracer",
          "parcellation",
          "model",
          "outcome",
          "unit",
          "estimate",
          "reference_region",
          "window_begin",
          "window_end",
          "settings_hash",
          "input_hash");
  private static final String[] KEY = {"scan", "parcellation", "model", "outcome", "estimate"};

  private final RunContext run;
  private final Dataset<Row> outcomes;
  private final Measures measures;

  private DerivedOutcomes(RunContext run, Dataset<Row> outcomes) {
    this.run = run;
    this.outcomes = outcomes;
    this.measures = run.config().measures();
  }

  static DerivedOutcomes of(RunContext run) {
    return new DerivedOutcomes(run, run.tables().read(Tables.REGIONAL_OUTCOMES));
  }

  /** Rows of {@code regional_measures}, in no order. */
  Dataset<Row> all() {
    Dataset<Row> rows = distributionVolumeRatios();
    for (Measures.Ratio ratio : measures.ratios()) {
      rows = rows.unionByName(ratio(ratio));
    }
    for (String region : measures.asymmetry()) {
      rows = rows.unionByName(asymmetry(region));
    }
    for (String region : measures.contralateral()) {
      rows = rows.unionByName(sides(region));
    }
    return rows;
  }

  private Dataset<Row> distributionVolumeRatios() {
    Dataset<Row> rows = outcomes.where("outcome = 'BPND'").withColumn("outcome", lit("DVR"));
    for (String column : List.of("value", "mean", "median")) {
      rows = rows.withColumn(column, col(column).plus(1));
    }
    return complete(
        rows.withColumn("measure", lit("dvr")).withColumn("source_outcome", lit("BPND")));
  }

  private Dataset<Row> ratio(Measures.Ratio ratio) {
    Column value = when(col("b").gt(0), col("a").divide(col("b")));
    return described(
        pair(ratio.region(), ratio.over()),
        "ratio",
        ratio.region() + "/" + ratio.over(),
        "_ratio",
        "1",
        value);
  }

  private Dataset<Row> asymmetry(String region) {
    Column sum = col("a").plus(col("b"));
    Column value = when(sum.gt(0), lit(200.0).multiply(col("b").minus(col("a"))).divide(sum));
    Dataset<Row> pair = pair(region + "_left", region + "_right");
    return described(pair, "asymmetry", region, "_AI", "%", value)
        .unionByName(described(pair, "asymmetry", region, "_absAI", "%", functions.abs(value)));
  }

  /** Both sides by the affected side of the body: a is left, b is right. */
  private Dataset<Row> sides(String region) {
    Dataset<Row> people =
        run.tables().read(Tables.COHORT).where("scan is not null").select("scan", "affected_side");
    Dataset<Row> pair =
        pair(region + "_left", region + "_right").join(people, new String[] {"scan"}, "left");
    Column left = col("affected_side").equalTo("left");
    Column right = col("affected_side").equalTo("right");
    Column contralateral = when(left, col("b")).when(right, col("a"));
    Column ipsilateral = when(left, col("a")).when(right, col("b"));
    return described(pair, "side", region + "_contralateral", "", null, contralateral)
        .unionByName(described(pair, "side", region + "_ipsilateral", "", null, ipsilateral));
  }

  /** Values a and b of two regions of a scan, either NULL where it is missing. */
  private Dataset<Row> pair(String first, String second) {
    Dataset<Row> b =
        side(second, "b")
            .select(
                Stream.concat(Arrays.stream(KEY), Stream.of("b"))
                    .map(functions::col)
                    .toArray(Column[]::new));
    return side(first, "a").join(b, KEY, "left");
  }

  private Dataset<Row> side(String region, String name) {
    Column[] head = HEAD.stream().map(functions::col).toArray(Column[]::new);
    return outcomes
        .where(col("region").equalTo(region))
        .groupBy(head)
        .agg(max_by(col("value"), col("is_group")).as(name), max("is_group").as("is_group"));
  }

  private Dataset<Row> described(
      Dataset<Row> pair, String measure, String region, String suffix, String unit, Column value) {
    Dataset<Row> rows =
        pair.withColumn("value", value)
            .withColumn("source_outcome", col("outcome"))
            .withColumn("outcome", concat(col("outcome"), lit(suffix)))
            .withColumn("region", lit(region))
            .withColumn("measure", lit(measure))
            .withColumn(
                "status",
                when(col("value").isNotNull(), "ok")
                    .otherwise(
                        "a region or the affected side is missing, or a sum is not above 0"));
    return complete(unit == null ? rows : rows.withColumn("unit", lit(unit)));
  }

  /** The columns of the table; those that are not there are NULL. */
  private static Dataset<Row> complete(Dataset<Row> rows) {
    List<String> there = Arrays.asList(rows.columns());
    Dataset<Row> described = rows.withColumn("version", lit(Version.current()));
    Column[] columns =
        Arrays.stream(Tables.REGIONAL_MEASURES.schema().fields())
            .map(
                f ->
                    there.contains(f.name()) || f.name().equals("version")
                        ? col(f.name())
                        : lit(null).cast(f.dataType()).as(f.name()))
            .toArray(Column[]::new);
    return described.select(columns);
  }
}
