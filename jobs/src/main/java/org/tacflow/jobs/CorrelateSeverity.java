package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tacflow.config.CohortConfig;
import org.tacflow.tables.Tables;

/** {@code regional_outcomes, cohort, scan_scores → severity_correlations}. */
public final class CorrelateSeverity implements Job {
  // One case is everything that is correlated with the scales of one stratum.
  private static final List<String> CASE =
      List.of(
          "disease",
          "subgroup",
          "tracer",
          "model",
          "outcome",
          "estimate",
          "reference_region",
          "window_begin",
          "window_end",
          "parcellation",
          "region",
          "is_group",
          "settings_hash");

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
    Dataset<Row> cases = cases(run);
    Column[] key = CASE.stream().map(functions::col).toArray(Column[]::new);
    List<Row> rows =
        cases
            .repartition(key)
            .sortWithinPartitions(sorted(key))
            .mapPartitions(
                (MapPartitionsFunction<Row, Row>)
                    part -> new ConsecutiveGroups(part, CASE.size(), correlations::of),
                Encoders.row(CaseCorrelations.SCHEMA))
            .collectAsList();
    Dataset<Row> adjusted =
        run.spark().createDataFrame(Families.adjust(rows), CaseCorrelations.SCHEMA);
    run.draft()
        .write(
            Tables.SEVERITY_CORRELATIONS,
            adjusted
                .withColumn("version", functions.lit(Version.current()))
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

  private static Column[] sorted(Column[] key) {
    List<Column> order = new ArrayList<>(List.of(key));
    order.add(col("scan"));
    return order.toArray(new Column[0]);
  }

  private static Dataset<Row> cases(RunContext run) {
    Dataset<Row> people =
        run.draft()
            .read(Tables.COHORT)
            .where("status = 'joined'")
            .withColumn("subgroup", strata())
            .select("scan", "disease", "subgroup", "genotype");
    Dataset<Row> outcomes =
        run.draft().read(Tables.REGIONAL_OUTCOMES).where(wanted(run)).join(people, "scan");
    List<Column> columns = new ArrayList<>(CASE.stream().map(functions::col).toList());
    for (String column :
        List.of("scan", "participant_id", "value", "genotype", "estimates_differ")) {
      columns.add(col(column));
    }
    return outcomes.select(columns.toArray(new Column[0]));
  }

  /** Everyone counts in {@code all}; who has a subgroup counts there too. */
  private static Column strata() {
    Column both = functions.array(functions.lit("all"), col("subgroup"));
    return functions.explode(
        functions
            .when(col("subgroup").isNull(), functions.array(functions.lit("all")))
            .otherwise(both));
  }

  /** Outcomes and regions that the configuration asks for. */
  private static Column wanted(RunContext run) {
    CohortConfig config = run.config();
    Set<String> outcomes = new HashSet<>(config.correlations().outcomes());
    Column wanted = functions.lit(false);
    for (CohortConfig.Model model : config.models()) {
      Set<String> names = new HashSet<>();
      OutcomeRows.parameters(config).get(model.id()).forEach(p -> names.add(p.name()));
      names.retainAll(outcomes);
      if (outcomes.isEmpty()) {
        names.add(OutcomeRows.parameters(config).get(model.id()).get(0).name());
      }
      wanted =
          wanted.or(col("model").equalTo(model.id()).and(col("outcome").isin(names.toArray())));
    }
    List<String> regions = config.correlations().regions();
    if (!regions.isEmpty()) {
      return wanted.and(col("region").isin(regions.toArray()));
    }
    return config.regionGroups().isEmpty() ? wanted : wanted.and(col("is_group"));
  }

  /** Runs this job alone on the published tables. */
  public static void main(String[] args) {
    Tacflow.exit(new CorrelateSeverity(), args);
  }
}
