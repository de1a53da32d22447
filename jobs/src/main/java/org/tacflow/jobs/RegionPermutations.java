package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortTests.Covariate;
import org.tacflow.config.CohortTests.Exchangeability;
import org.tacflow.config.CohortTests.GenotypeAdjustment;
import org.tacflow.stats.Observations;
import org.tacflow.stats.PermutationResult;
import org.tacflow.stats.PermutationTest;

/**
 * Permutation p values of Pearson correlations, family-wise over the regions of a parcellation.
 *
 * <p>All regions share the permutations, so people are those with a value in every region that has
 * any. Orders are drawn from a key of settings, family and scale: neither the order of rows nor the
 * number of partitions changes them.
 */
final class RegionPermutations implements Serializable {
  private static final List<String> TEST =
      Stream.concat(
              Stream.of("disease", "subgroup", "scale", "adjustment"), OutcomeCases.KEY.stream())
          .toList();

  /** Key of a test, then its numbers. */
  static final StructType SCHEMA = schema();

  private static final List<String> NUMBERS =
      List.of("p_permutation", "p_fwe", "n_permutation", "permutations");
  private static final long serialVersionUID = 1L;

  private final ScanScores scores;
  private final GenotypeRule rule;
  private final CohortConfig.Correlations settings;

  private RegionPermutations(
      ScanScores scores, GenotypeRule rule, CohortConfig.Correlations settings) {
    this.scores = scores;
    this.rule = rule;
    this.settings = settings;
  }

  private static StructType schema() {
    StructType schema = new StructType();
    for (String column : TEST) {
      schema = schema.add(CaseCorrelations.SCHEMA.apply(column));
    }
    return schema
        .add("p_permutation", DataTypes.DoubleType)
        .add("p_fwe", DataTypes.DoubleType)
        .add("n_permutation", DataTypes.IntegerType)
        .add("permutations", DataTypes.IntegerType);
  }

  static RegionPermutations of(RunContext run) {
    CohortConfig.Correlations settings = run.config().correlations();
    return new RegionPermutations(ScanScores.of(run), GenotypeRule.of(settings), settings);
  }

  /** The correlations with the numbers of their permutation tests. */
  static List<Row> merge(List<Row> correlations, List<Row> permutations) {
    Map<String, Row> byTest = new HashMap<>();
    permutations.forEach(row -> byTest.put(test(row), row));
    List<Row> merged = new ArrayList<>();
    for (Row row : correlations) {
      Row tested = "pearson".equals(row.getAs("method")) ? byTest.get(test(row)) : null;
      merged.add(
          tested == null
              ? row
              : new Cells(CaseCorrelations.SCHEMA)
                  .copy(row, List.of(CaseCorrelations.SCHEMA.fieldNames()))
                  .copy(tested, NUMBERS)
                  .row());
    }
    return merged;
  }

  private static String test(Row row) {
    return TEST.stream()
        .map(column -> String.valueOf(row.<Object>getAs(column)))
        .collect(Collectors.joining("|"));
  }

  /** Rows of {@link #SCHEMA} for the regions of one family. */
  List<Row> of(List<Row> rows) {
    Map<String, List<Row>> byRegion = new TreeMap<>();
    rows.forEach(
        row -> byRegion.computeIfAbsent(row.getAs("region"), r -> new ArrayList<>()).add(row));
    List<OutcomeCase> regions = new ArrayList<>();
    byRegion.values().forEach(region -> regions.add(OutcomeCase.of(region)));
    List<Row> made = new ArrayList<>();
    for (GenotypeAdjustment adjustment : settings.tests().adjustments()) {
      boolean free =
          adjustment == GenotypeAdjustment.NONE || adjustment == GenotypeAdjustment.GENOTYPE;
      for (OutcomeCase.Stratum stratum : regions.get(0).strata()) {
        for (String scale : free ? scores.scales(stratum.scans()) : List.<String>of()) {
          made.addAll(family(regions, stratum, scale, adjustment));
        }
      }
    }
    return made;
  }

  private List<Row> family(
      List<OutcomeCase> regions,
      OutcomeCase.Stratum stratum,
      String scale,
      GenotypeAdjustment adjustment) {
    OutcomeCase head = regions.get(0);
    boolean adjusted = adjustment == GenotypeAdjustment.GENOTYPE;
    boolean log =
        adjusted && settings.logTransformVt() && FreeFractionOutcomes.isVolume(head.outcome());
    Selection.Needs needs =
        new Selection.Needs(
            adjusted,
            adjusted ? settings.tests().covariates() : List.of(),
            log,
            scan -> scores.score(scan, scale));
    Map<String, Map<String, Double>> values = values(regions, log);
    // A scan is complete when every region that anyone has is there.
    List<CaseScan> complete =
        stratum.scans().stream()
            .map(
                s ->
                    values.values().stream().allMatch(v -> v.containsKey(s.scan()))
                        ? s
                        : s.withValue(null))
            .toList();
    Selection people = Selection.of(complete, head.tracer(), rule, needs);
    if (people.n() < settings.minimumN()) {
      return List.of();
    }
    Observations table = people.observations();
    for (Map.Entry<String, Map<String, Double>> region : values.entrySet()) {
      double[] column =
          people.kept.stream().mapToDouble(s -> region.getValue().get(s.scan())).toArray();
      table = table.withNumeric("region " + region.getKey(), column);
    }
    boolean bySite =
        settings.tests().exchangeability() == Exchangeability.SITE
            && people.kept.stream().allMatch(s -> s.site() != null);
    if (bySite && !people.held().contains("site")) {
      table = Selection.with(table, Covariate.SITE, people.kept);
    }
    List<String> names = values.keySet().stream().map(r -> "region " + r).toList();
    List<String> groups = List.of(stratum.disease(), stratum.subgroup());
    String key =
        head.head().<String>getAs("settings_hash")
            + "/"
            + Families.id(head.head(), groups, List.of(scale, Selection.lower(adjustment)));
    List<PermutationResult> results =
        PermutationTest.of(
            table,
            names,
            Selection.SCORE,
            people.held(),
            bySite ? "site" : null,
            settings.tests().permutations(),
            key);
    return rows(
        regions, stratum, scale, adjustment, people.n(), new ArrayList<>(values.keySet()), results);
  }

  private static List<Row> rows(
      List<OutcomeCase> regions,
      OutcomeCase.Stratum stratum,
      String scale,
      GenotypeAdjustment adjustment,
      int n,
      List<String> names,
      List<PermutationResult> results) {
    List<Row> rows = new ArrayList<>();
    for (OutcomeCase region : regions) {
      int at = names.indexOf(region.region());
      if (at >= 0) {
        rows.add(
            new Cells(SCHEMA)
                .copy(region.head(), OutcomeCases.KEY)
                .put("disease", stratum.disease())
                .put("subgroup", stratum.subgroup())
                .put("scale", scale)
                .put("adjustment", Selection.lower(adjustment))
                .put("p_permutation", results.get(at).p())
                .put("p_fwe", results.get(at).pFamilyWise())
                .put("n_permutation", n)
                .put("permutations", (int) results.get(at).permutations())
                .row());
      }
    }
    return rows;
  }

  /** Region to scan to value; only regions that have any. */
  private static Map<String, Map<String, Double>> values(List<OutcomeCase> regions, boolean log) {
    Map<String, Map<String, Double>> values = new LinkedHashMap<>();
    for (OutcomeCase region : regions) {
      Map<String, Double> own = new HashMap<>();
      for (CaseScan scan : region.scans()) {
        if (scan.value() != null && (!log || scan.value() > 0)) {
          own.put(scan.scan(), log ? Math.log(scan.value()) : scan.value());
        }
      }
      if (!own.isEmpty()) {
        values.put(region.region(), own);
      }
    }
    return values;
  }
}
