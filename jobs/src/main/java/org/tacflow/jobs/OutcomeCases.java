package org.tacflow.jobs;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortTests.Harmonisation;
import org.tacflow.tables.Tables;

/** The outcomes that the configuration asks tests for, each with its people. */
final class OutcomeCases {
  /** One case is one outcome of one region; never two tracers, models, references or windows. */
  static final List<String> KEY =
      List.of(
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

  /** One family is the regions of a case's parcellation together. */
  static final List<String> FAMILY = KEY.stream().filter(c -> !c.equals("region")).toList();

  private static final List<String> PERSON =
      List.of("disease", "subgroup", "site", "age", "sex", "genotype", "years");

  private OutcomeCases() {}

  /** Rows made of each case, in no order. */
  static List<Row> each(RunContext run, StructType schema, ConsecutiveGroups.GroupFunction made) {
    return each(run, KEY, schema, made);
  }

  /** Rows made of all cases that share some columns, in no order. */
  static List<Row> each(
      RunContext run, List<String> key, StructType schema, ConsecutiveGroups.GroupFunction made) {
    boolean harmonised = run.config().correlations().tests().harmonisation() != Harmonisation.NONE;
    return each(run, harmonised ? harmonised(run) : measured(run), key, schema, made);
  }

  /** The same with the values as they were measured, whatever the harmonisation. */
  static List<Row> eachMeasured(
      RunContext run, List<String> key, StructType schema, ConsecutiveGroups.GroupFunction made) {
    return each(run, measured(run), key, schema, made);
  }

  private static Dataset<Row> measured(RunContext run) {
    Dataset<Row> outcomes = run.tables().read(Tables.REGIONAL_OUTCOMES).where(wanted(run));
    Dataset<Row> measured =
        run.tables().has(Tables.REGIONAL_MEASURES)
            ? outcomes.unionByName(
                run.tables()
                    .read(Tables.REGIONAL_MEASURES)
                    .where(wantedMeasures(run))
                    .drop("measure", "source_outcome"))
            : outcomes;
    // With a drug a scan says nothing of the person's disease, nor of how well it repeats.
    List<String> blocked = ScanConditions.of(run).blocked();
    return blocked.isEmpty()
        ? measured
        : measured.where(functions.not(col("scan").isin(blocked.toArray())));
  }

  /** The wanted outcomes without the effects of sites; null where those are not known. */
  private static Dataset<Row> harmonised(RunContext run) {
    String[] key = {"scan", "parcellation", "region", "is_group", "model", "outcome", "estimate"};
    Column[] columns =
        Stream.concat(Stream.of(key), Stream.of("value_after"))
            .map(functions::col)
            .toArray(Column[]::new);
    return measured(run)
        .drop("value")
        .join(run.tables().read(Tables.HARMONISED_OUTCOMES).select(columns), key, "left")
        .withColumnRenamed("value_after", "value");
  }

  private static List<Row> each(
      RunContext run,
      Dataset<Row> outcomes,
      List<String> key,
      StructType schema,
      ConsecutiveGroups.GroupFunction made) {
    Column[] keys = key.stream().map(functions::col).toArray(Column[]::new);
    Column[] sorted =
        Stream.concat(key.stream(), Stream.of("region", "scan"))
            .distinct()
            .map(functions::col)
            .toArray(Column[]::new);
    int keyColumns = key.size();
    return read(run, outcomes, key)
        .repartition(keys)
        .sortWithinPartitions(sorted)
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) part -> new ConsecutiveGroups(part, keyColumns, made),
            Encoders.row(schema))
        .collectAsList();
  }

  /** The wanted outcomes with their people, the key's columns first. */
  private static Dataset<Row> read(RunContext run, Dataset<Row> outcomes, List<String> key) {
    Dataset<Row> people =
        run.tables()
            .read(Tables.COHORT)
            .where("status = 'joined'")
            .select("scan", PERSON.toArray(new String[0]));
    List<Column> columns = new ArrayList<>(key.stream().map(functions::col).toList());
    Stream.concat(
            KEY.stream(),
            Stream.of("scan", "participant_id", "session_id", "value", "estimates_differ"))
        .filter(column -> !key.contains(column))
        .forEach(column -> columns.add(col(column)));
    PERSON.forEach(column -> columns.add(col(column)));
    return outcomes.join(people, "scan").select(columns.toArray(new Column[0]));
  }

  /** Outcomes and regions that the configuration asks for. */
  private static Column wanted(RunContext run) {
    CohortConfig config = run.config();
    Set<String> outcomes = new HashSet<>(config.correlations().outcomes());
    Column wanted = functions.lit(false);
    for (CohortConfig.Model model : config.models()) {
      Set<String> names = new HashSet<>();
      OutcomeRows.parameters(config).get(model.id()).forEach(p -> names.add(p.name()));
      if (names.contains("VT")) {
        names.add(FreeFractionOutcomes.NAME);
        names.addAll(BindingOutcomes.outcomes());
      }
      names.addAll(TissueRateOutcomes.outcomes(model));
      names.retainAll(outcomes);
      if (outcomes.isEmpty()) {
        names.add(OutcomeRows.parameters(config).get(model.id()).get(0).name());
      }
      wanted =
          wanted.or(col("model").equalTo(model.id()).and(col("outcome").isin(names.toArray())));
    }
    return wanted.and(wantedRegions(config));
  }

  private static Column wantedRegions(CohortConfig config) {
    List<String> regions = config.correlations().regions();
    if (!regions.isEmpty()) {
      return ChosenRegions.of(config, regions);
    }
    return config.regionGroups().isEmpty() ? functions.lit(true) : col("is_group");
  }

  /**
   * Measures that the configuration asks for.
   *
   * <p>DVR is asked for by its name; ratios, asymmetries and sides are where their outcome is;
   * imported values are unless outcomes or regions are listed without them.
   */
  private static Column wantedMeasures(RunContext run) {
    CohortConfig config = run.config();
    List<String> outcomes = config.correlations().outcomes();
    Column listed = outcomes.isEmpty() ? functions.lit(true) : named(outcomes);
    Column region = ChosenRegions.ofLabels(config.correlations().regions());
    Column dvr = col("measure").equalTo("dvr").and(named(outcomes)).and(wantedRegions(config));
    Column imported = col("measure").equalTo(ImportedOutcomes.IMPORTED).and(listed).and(region);
    Column followed = functions.lit(false);
    for (CohortConfig.Model model : config.models()) {
      Column source =
          outcomes.isEmpty()
              ? col("source_outcome")
                  .equalTo(OutcomeRows.parameters(config).get(model.id()).get(0).name())
              : col("source_outcome").isin(outcomes.toArray());
      followed = followed.or(col("model").equalTo(model.id()).and(source));
    }
    return dvr.or(imported).or(col("measure").isin("ratio", "asymmetry", "side").and(followed));
  }

  private static Column named(List<String> outcomes) {
    return outcomes.isEmpty() ? functions.lit(false) : col("outcome").isin(outcomes.toArray());
  }
}
