package org.tacflow.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
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
    List<ScanTable.Scan> scans = ScanTable.accepted(run.tables());
    ScanInputs inputs = ScanInputs.of(run, scans, name());
    // Regions travel with their tasks, some 30 kB a scan: no exchange, no query.
    List<Row> rows =
        JavaSparkContext.fromSparkContext(run.spark().sparkContext())
            .parallelize(regions(run), run.tasksOfScans())
            .flatMap(regions -> inputs.of(regions).iterator())
            .collect();
    run.draft().write(Tables.INPUT_FUNCTIONS, rows);
  }

  /** Regions of every scan that have curves, in the order of scan and region. */
  private static List<List<Row>> regions(RunContext run) {
    Map<String, List<Row>> regions = new TreeMap<>();
    for (Row row : run.tables().rows(Tables.REGIONAL_TACS)) {
      if (!row.<Boolean>getAs("is_group") && row.getAs("tac") != null) {
        regions.computeIfAbsent(row.getAs("scan"), scan -> new ArrayList<>()).add(row);
      }
    }
    Comparator<Row> byName = Comparator.comparing(row -> row.<String>getAs("region"));
    regions.values().forEach(rows -> rows.sort(byName));
    return new ArrayList<>(regions.values());
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new PrepareInputs(), args);
  }
}
