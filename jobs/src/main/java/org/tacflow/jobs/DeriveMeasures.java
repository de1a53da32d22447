package org.tacflow.jobs;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** {@code regional_outcomes, cohort + tables of values → regional_measures}. */
public final class DeriveMeasures implements Job {
  @Override
  public String name() {
    return "measures";
  }

  @Override
  public String purpose() {
    return "derive ratios, asymmetries and sides; import regional values";
  }

  @Override
  public void run(RunContext run) throws IOException {
    Dataset<Row> measures = DerivedOutcomes.of(run).all().unionByName(ImportedOutcomes.rows(run));
    run.draft()
        .write(
            Tables.REGIONAL_MEASURES,
            measures
                .repartition(1)
                .sortWithinPartitions(
                    "scan", "model", "outcome", "region", "is_group", "estimate", "measure"));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new DeriveMeasures(), args);
  }
}
