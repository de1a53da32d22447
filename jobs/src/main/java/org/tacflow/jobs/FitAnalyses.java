package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** {@code regional_outcomes, regional_measures, cohort, scan_scores → model_terms}. */
public final class FitAnalyses implements Job {
  @Override
  public String name() {
    return "analyses";
  }

  @Override
  public String purpose() {
    return "fit the linear, logistic and mixed models of the configuration";
  }

  @Override
  public void run(RunContext run) throws IOException {
    CaseModels models = CaseModels.of(run);
    List<Row> rows = OutcomeCases.each(run, OutcomeCases.FAMILY, CaseModels.SCHEMA, models::of);
    run.draft()
        .write(
            Tables.MODEL_TERMS,
            run.spark()
                .createDataFrame(Families.adjust(rows, CaseModels.SCHEMA), CaseModels.SCHEMA)
                .repartition(1)
                .sortWithinPartitions(
                    "analysis",
                    "disease",
                    "subgroup",
                    "scale",
                    "tracer",
                    "model",
                    "outcome",
                    "estimate",
                    "region",
                    "test",
                    "term"));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new FitAnalyses(), args);
  }
}
