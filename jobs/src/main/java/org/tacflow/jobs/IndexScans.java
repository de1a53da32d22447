package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.tacflow.bids.ScanFiles;
import org.tacflow.tables.Tables;

/** {@code PET-BIDS tree → scans}: every scan of the data set, accepted or with a reason. */
public final class IndexScans implements ScanJob {
  @Override
  public String name() {
    return "index";
  }

  @Override
  public String purpose() {
    return "index the scans of the data set";
  }

  @Override
  public void ingredients(ScanIngredients unit) {
    unit.files().places().bodyWeight().tracer().settings("curves.");
    unit.namedFile(unit.config().blood().populationTable());
    // A tracer without an established outcome is refused unless a model is named for it.
    unit.add("tracers with models", ScanRows.tracersWithModels(unit.config()).toString());
  }

  @Override
  public void run(RunContext run) throws IOException {
    RunInputs inputs = run.inputs();
    inputs.warnings().forEach(run.progress()::say);
    List<ScanFiles> scans = run.inHand(inputs.scans());
    ScanRows rows = ScanRows.of(run, scans);
    // Reading sidecars is work for the executors; a scan is a task.
    List<Row> described =
        TracerSpellings.unify(
            inputs.tracers(),
            JavaSparkContext.fromSparkContext(run.spark().sparkContext())
                .parallelize(scans, Math.max(1, scans.size()))
                .map(rows::of)
                .collect());
    for (Row row : described) {
      String reason = row.getString(Tables.SCANS.schema().fieldIndex("reason"));
      if (reason != null) {
        run.rejections().add(row.getString(0), name(), reason);
      }
    }
    run.draft().write(Tables.SCANS, described);
    run.progress().say(inputs.scans().size() + " scans found");
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new IndexScans(), args);
  }
}
