package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** {@code regional_outcomes, cohort → group_contrasts, genotype_balance}. */
public final class ContrastGroups implements Job {
  @Override
  public String name() {
    return "contrast";
  }

  @Override
  public String purpose() {
    return "compare outcomes and genotypes of groups";
  }

  @Override
  public void run(RunContext run) throws IOException {
    CaseContrasts contrasts = CaseContrasts.of(run);
    List<Row> tests = OutcomeCases.each(run, CaseContrasts.SCHEMA, contrasts::of);
    run.draft()
        .write(
            Tables.GROUP_CONTRASTS,
            run.spark()
                .createDataFrame(Families.adjust(tests, CaseContrasts.SCHEMA), CaseContrasts.SCHEMA)
                .repartition(1)
                .sortWithinPartitions(
                    "disease",
                    "subgroup",
                    "comparator",
                    "comparator_subgroup",
                    "tracer",
                    "model",
                    "outcome",
                    "estimate",
                    "region",
                    "method"));
    run.draft().write(Tables.GENOTYPE_BALANCE, GenotypeBalance.rows(run));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new ContrastGroups(), args);
  }
}
