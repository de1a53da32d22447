package org.tacflow.jobs;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** VT over the free fraction in plasma as an outcome of its own, {@code VTfP = VT / fP}. */
final class FreeFractionOutcomes {
  /** VT over the free fraction. */
  static final String NAME = "VTfP";

  private static final List<String> SCALED =
      List.of("value", "se", "value_sd_input", "mean", "sd", "median");

  private FreeFractionOutcomes() {}

  /** Whether an outcome is a volume of distribution, whose logarithm tests may take. */
  static boolean isVolume(String outcome) {
    return outcome.equals("VT") || outcome.equals(NAME);
  }

  /** The estimates, and one more row per VT of a scan whose free fraction is known. */
  static Dataset<Row> with(RunContext run, Dataset<Row> estimates) {
    Dataset<Row> fractions =
        run.draft()
            .read(Tables.INPUT_FUNCTIONS)
            .where("plasma_free_fraction is not null")
            .select(col("scan"), col("plasma_free_fraction").as("free_fraction"));
    Dataset<Row> free =
        estimates
            .where(col("outcome").equalTo("VT"))
            .join(broadcast(fractions), new String[] {"scan"})
            .withColumn("outcome", lit(NAME));
    for (String column : SCALED) {
      free = free.withColumn(column, col(column).divide(col("free_fraction")));
    }
    return estimates.unionByName(free.drop("free_fraction"));
  }
}
