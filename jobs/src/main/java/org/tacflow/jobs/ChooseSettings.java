package org.tacflow.jobs;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tacflow.tables.Tables;

/** {@code regional_tacs, input_functions → scan_settings}: t*, blood volume, k2prime per scan. */
public final class ChooseSettings implements ScanJob {
  @Override
  public String name() {
    return "settings";
  }

  @Override
  public String purpose() {
    return "find t*, blood volume and k2prime once per scan where asked for";
  }

  @Override
  public void ingredients(ScanIngredients unit) {
    if (unit.config().models().stream().anyMatch(model -> model.perScan().any())) {
      unit.stage("inputs").bodyWeight().tracer().settings("models.");
    }
  }

  @Override
  public void run(RunContext run) throws IOException {
    boolean any = run.config().models().stream().anyMatch(model -> model.perScan().any());
    run.draft().write(Tables.SCAN_SETTINGS, any ? found(run) : run.empty(Tables.SCAN_SETTINGS));
  }

  private static Dataset<Row> found(RunContext run) {
    ScanSettings settings = ScanSettings.of(run);
    Dataset<Row> curves =
        run.tables()
            .read(Tables.REGIONAL_TACS)
            .where("tac is not null")
            .select("scan", "region", "is_group", "volume", "tac");
    return ConsecutiveGroups.ofScans(
            run,
            curves,
            List.of("scan", "region", "is_group"),
            1,
            settings::of,
            Tables.SCAN_SETTINGS.schema())
        .repartition(1)
        .sortWithinPartitions("scan", "model", "setting");
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new ChooseSettings(), args);
  }
}
