package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.curve.blood.ParentFractionModel;
import org.tacflow.tables.Tables;

/** {@code scans, regional_tacs → input_functions}: blood, delay and weights, once per scan. */
public final class PrepareInputs implements ScanJob {
  @Override
  public String name() {
    return "inputs";
  }

  @Override
  public String purpose() {
    return "prepare arterial inputs, delays and frame weights";
  }

  @Override
  public void ingredients(ScanIngredients unit) {
    CohortConfig config = unit.config();
    unit.stage("extract").files().tracer().delay().settings("curves.weights", "blood.");
    unit.namedFile(config.blood().populationTable());
    unit.add("models as the input sees them", ScanInputs.whatMatters(config));
    if (config.blood().models().parentFraction() == ParentFractionModel.AIC_COHORT) {
      unit.bloodOfAllScans();
    }
  }

  @Override
  public void run(RunContext run) throws IOException {
    List<ScanTable.Scan> scans = ScanTable.accepted(run.draft());
    ScanInputs inputs = ScanInputs.of(run, scans, name());
    Dataset<Row> curves =
        run.draft()
            .read(Tables.REGIONAL_TACS)
            .where("not is_group and tac is not null")
            .select("scan", "region", "volume", "tac");
    run.draft()
        .write(
            Tables.INPUT_FUNCTIONS,
            ConsecutiveGroups.ofScans(
                    run,
                    curves,
                    List.of("scan", "region"),
                    1,
                    inputs::of,
                    Tables.INPUT_FUNCTIONS.schema())
                .repartition(1)
                .sortWithinPartitions("scan"));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new PrepareInputs(), args);
  }
}
