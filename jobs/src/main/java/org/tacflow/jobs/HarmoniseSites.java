package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortTests.Harmonisation;
import org.tacflow.tables.Tables;

/** {@code regional_outcomes, cohort → harmonised_outcomes}: ComBat over sites, where asked for. */
public final class HarmoniseSites implements Job {
  @Override
  public String name() {
    return "harmonise";
  }

  @Override
  public String purpose() {
    return "remove site effects from outcomes";
  }

  @Override
  public void run(RunContext run) throws IOException {
    boolean asked = run.config().correlations().tests().harmonisation() != Harmonisation.NONE;
    FamilyHarmonisation family = FamilyHarmonisation.of(run);
    List<Row> rows =
        asked
            ? OutcomeCases.eachMeasured(
                run, OutcomeCases.FAMILY, FamilyHarmonisation.SCHEMA, family::of)
            : List.of();
    run.draft()
        .write(
            Tables.HARMONISED_OUTCOMES,
            run.spark()
                .createDataFrame(rows, FamilyHarmonisation.SCHEMA)
                .repartition(1)
                .sortWithinPartitions("scan", "model", "outcome", "region", "estimate"));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new HarmoniseSites(), args);
  }
}
