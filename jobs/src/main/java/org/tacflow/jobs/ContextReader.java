package org.tacflow.jobs;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tacflow.config.CohortConfig;
import org.tacflow.curve.ArterialInput;
import org.tacflow.curve.DoseInput;
import org.tacflow.curve.FrameWeights;
import org.tacflow.curve.ReferenceInput;
import org.tacflow.numerics.PiecewiseLinear;
import org.tacflow.tables.RunTables;
import org.tacflow.tables.Tables;
import org.tacflow.udf.ScanContext;
import org.tacflow.udf.ScanContexts;

/** The contexts of all scans, put together from the tables of a run. */
final class ContextReader {
  private ContextReader() {}

  /** Reads the contexts and sends them to every executor once. */
  static Broadcast<ScanContexts> broadcast(RunContext run) {
    return broadcast(run.spark(), run.tables(), run.config());
  }

  static Broadcast<ScanContexts> broadcast(
      SparkSession spark, RunTables tables, CohortConfig config) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(read(tables, config));
  }

  /** The contexts of all accepted scans; models of their own where those were found. */
  static ScanContexts read(RunTables tables, CohortConfig config) {
    Map<String, Row> inputs = new HashMap<>();
    for (Row row : tables.rows(Tables.INPUT_FUNCTIONS)) {
      inputs.put(row.getAs("scan"), row);
    }
    Map<String, Map<String, ReferenceInput>> references = references(tables, config);
    Map<String, ScanContext> contexts = new HashMap<>();
    for (ScanTable.Scan scan : ScanTable.accepted(tables)) {
      Row input = inputs.get(scan.key());
      if (input == null) {
        continue;
      }
      contexts.put(
          scan.key(),
          new ScanContext(
              scan.timing(),
              FrameWeights.of(Rows.doubles(input, "weights")),
              blood(input),
              references.getOrDefault(scan.key(), Map.of()),
              dose(scan),
              Map.of()));
    }
    return ScanContexts.of(contexts).withModels(ScanModels.read(tables, config));
  }

  private static ArterialInput blood(Row input) {
    double[] time = Rows.doubles(input, "time");
    if (time == null) {
      return null;
    }
    Double delay = input.getAs("delay");
    return new ArterialInput(
            PiecewiseLinear.of(time, Rows.doubles(input, "plasma")),
            PiecewiseLinear.of(
                Rows.doubles(input, "whole_blood_time"), Rows.doubles(input, "whole_blood")))
        .delayed(delay == null ? 0 : delay);
  }

  private static DoseInput dose(ScanTable.Scan scan) {
    boolean known = scan.injectedActivity() > 0 && scan.bodyWeight() > 0;
    return known ? new DoseInput(scan.injectedActivity(), scan.bodyWeight()) : null;
  }

  private static Map<String, Map<String, ReferenceInput>> references(
      RunTables tables, CohortConfig config) {
    Set<String> names =
        config.models().stream()
            .map(CohortConfig.Model::referenceRegion)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    if (names.isEmpty()) {
      return Map.of();
    }
    // Of a label and a group of one name, the group is meant, and replaces the label.
    List<Row> rows =
        tables.rows(Tables.REGIONAL_TACS).stream()
            .filter(row -> names.contains(row.<String>getAs("region")) && row.getAs("tac") != null)
            .sorted(Comparator.comparing(row -> row.<Boolean>getAs("is_group")))
            .toList();
    Map<String, Map<String, ReferenceInput>> references = new HashMap<>();
    for (Row row : rows) {
      String region = row.getAs("region");
      double[] tac = Rows.doubles(row, "tac");
      // A frame without a number makes a reference useless, not the run: its models have no input.
      if (!java.util.Arrays.stream(tac).allMatch(Double::isFinite)) {
        continue;
      }
      references
          .computeIfAbsent(row.getAs("scan"), scan -> new HashMap<>())
          .put(region, ReferenceInput.of(region, tac));
    }
    return references;
  }
}
