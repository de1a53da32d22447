package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.config.Analysis;
import org.tacflow.config.Analysis.Kind;
import org.tacflow.config.Analysis.Over;
import org.tacflow.tables.Tables;

/** {@code regional_outcomes, regional_measures, cohort, scan_scores → meta_analyses}. */
public final class PoolStudies implements Job {
  /** Tracers and models of one outcome of a region together. */
  private static final List<String> ACROSS =
      List.of("outcome", "estimate", "parcellation", "region", "is_group");

  @Override
  public String name() {
    return "pool";
  }

  @Override
  public String purpose() {
    return "pool effects over sites or tracers";
  }

  @Override
  public void run(RunContext run) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Analysis analysis : run.config().analyses()) {
      if (analysis.kind() == Kind.META) {
        PooledStudies pool = PooledStudies.of(run, analysis);
        List<String> key = analysis.over() == Over.SITE ? OutcomeCases.KEY : ACROSS;
        rows.addAll(OutcomeCases.each(run, key, PooledStudies.SCHEMA, pool::of));
      }
    }
    run.draft()
        .write(
            Tables.META_ANALYSES,
            run.spark()
                .createDataFrame(Families.adjust(rows, PooledStudies.SCHEMA), PooledStudies.SCHEMA)
                .repartition(1)
                .sortWithinPartitions(
                    "analysis",
                    "disease",
                    "subgroup",
                    "scale",
                    "target",
                    "tracer",
                    "model",
                    "outcome",
                    "estimate",
                    "region",
                    "method"));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new PoolStudies(), args);
  }
}
