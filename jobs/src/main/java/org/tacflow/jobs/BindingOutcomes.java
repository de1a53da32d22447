package org.tacflow.jobs;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/**
 * Binding potentials of VT beside the VND that {@link EstimateVnd} found for the scan.
 *
 * <pre>
 * BPP_SIME = VT − VND,   BPND_SIME = VT/VND − 1
 * </pre>
 *
 * Standard errors by the delta method, the errors of VT and VND taken as independent.
 */
final class BindingOutcomes {
  /** {@code VT − VND}, mL/cm3. */
  static final String BPP = "BPP_SIME";

  /** {@code VT/VND − 1}. */
  static final String BPND = "BPND_SIME";

  private static final List<String> LOCATIONS = List.of("value", "mean", "median");
  private static final List<String> SPREADS = List.of("sd", "value_sd_input");

  private BindingOutcomes() {}

  /** The estimates, and two more rows per VT of a scan whose VND is known. */
  static Dataset<Row> with(RunContext run, Dataset<Row> estimates) {
    if (!run.config().sime().wanted()) {
      return estimates;
    }
    Dataset<Row> volumes =
        run.draft()
            .read(Tables.SIME)
            .where("VND is not null")
            .select(col("scan"), col("VND").as("vnd"), col("VND_se").as("vnd_error"));
    Dataset<Row> known =
        estimates
            .where(col("outcome").equalTo("VT"))
            .join(broadcast(volumes), new String[] {"scan"});
    Dataset<Row> difference =
        known
            .withColumn("outcome", lit(BPP))
            .withColumn("se", sqrt(square(col("se")).plus(square(col("vnd_error")))));
    Column relative = col("value").divide(col("vnd")).multiply(col("vnd_error"));
    Dataset<Row> ratio =
        known
            .withColumn("outcome", lit(BPND))
            .withColumn("unit", lit("1"))
            .withColumn("se", sqrt(square(col("se")).plus(square(relative))).divide(col("vnd")));
    for (String column : LOCATIONS) {
      difference = difference.withColumn(column, col(column).minus(col("vnd")));
      ratio = ratio.withColumn(column, col(column).divide(col("vnd")).minus(1));
    }
    for (String column : SPREADS) {
      ratio = ratio.withColumn(column, col(column).divide(col("vnd")));
    }
    return estimates
        .unionByName(difference.drop("vnd", "vnd_error"))
        .unionByName(ratio.drop("vnd", "vnd_error"));
  }

  private static Column square(Column column) {
    return column.multiply(column);
  }

  /** Names of the outcomes. */
  static List<String> outcomes() {
    return List.of(BPP, BPND);
  }
}
