package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** {@code regional_outcomes, cohort, scan_scores → severity_correlations}. */
public final class CorrelateSeverity implements Job {
  @Override
  public String name() {
    return "correlate";
  }

  @Override
  public String purpose() {
    return "correlate outcomes with clinical severity";
  }

  @Override
  public void run(RunContext run) throws IOException {
    CaseCorrelations correlations = CaseCorrelations.of(run);
    List<Row> rows = OutcomeCases.each(run, CaseCorrelations.SCHEMA, correlations::of);
    if (run.config().correlations().tests().permutations() > 0) {
      RegionPermutations permutations = RegionPermutations.of(run);
      rows =
          RegionPermutations.merge(
              rows,
              OutcomeCases.each(
                  run, OutcomeCases.FAMILY, RegionPermutations.SCHEMA, permutations::of));
    }
    run.draft()
        .write(
            Tables.SEVERITY_CORRELATIONS,
            run.spark()
                .createDataFrame(
                    Families.adjust(rows, CaseCorrelations.SCHEMA), CaseCorrelations.SCHEMA)
                .repartition(1)
                .sortWithinPartitions(
                    "disease",
                    "subgroup",
                    "tracer",
                    "model",
                    "outcome",
                    "estimate",
                    "region",
                    "scale",
                    "method",
                    "adjustment"));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new CorrelateSeverity(), args);
  }
}
