package org.tacflow.jobs;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tacflow.config.CohortConfig;
import org.tacflow.config.CohortTests.Covariate;
import org.tacflow.config.CohortTests.Harmonisation;
import org.tacflow.config.CohortTests.HarmoniseOn;
import org.tacflow.stats.Combat;
import org.tacflow.stats.CombatPrior;
import org.tacflow.stats.Observations;
import org.tacflow.tables.Tables;

/** ComBat over the regions of one family: VT on the log scale, genotype, age and group kept. */
final class FamilyHarmonisation implements Serializable {
  static final StructType SCHEMA = Tables.HARMONISED_OUTCOMES.schema();

  private static final long serialVersionUID = 1L;

  private final GenotypeRule rule;
  private final CohortConfig.Correlations settings;

  private FamilyHarmonisation(GenotypeRule rule, CohortConfig.Correlations settings) {
    this.rule = rule;
    this.settings = settings;
  }

  static FamilyHarmonisation of(RunContext run) {
    CohortConfig.Correlations settings = run.config().correlations();
    return new FamilyHarmonisation(GenotypeRule.of(settings), settings);
  }

  /** Rows of {@link #SCHEMA} for the regions of one family. */
  List<Row> of(List<Row> rows) {
    TreeMap<String, List<Row>> byRegion = new TreeMap<>();
    rows.forEach(
        row -> byRegion.computeIfAbsent(row.getAs("region"), r -> new ArrayList<>()).add(row));
    TreeMap<String, OutcomeCase> regions = new TreeMap<>();
    byRegion.forEach((region, own) -> regions.put(region, OutcomeCase.of(own)));
    regions.values().removeIf(r -> r.scans().stream().allMatch(s -> s.value() == null));
    if (regions.isEmpty()) {
      return List.of();
    }
    OutcomeCase head = regions.firstEntry().getValue();
    boolean log = FreeFractionOutcomes.isVolume(head.outcome());
    Map<String, Map<String, Double>> values = new TreeMap<>();
    regions.forEach((region, one) -> values.put(region, values(one, log)));
    List<CaseScan> complete =
        head.scans().stream()
            .filter(s -> s.site() != null && !rule.excludes(head.tracer(), s))
            .filter(s -> !rule.affected(head.tracer()) || s.genotype() != null)
            .filter(s -> !keepsAge() || s.age() != null)
            .filter(s -> values.values().stream().allMatch(v -> v.containsKey(s.scan())))
            .toList();
    Map<String, Map<String, Double>> after = new HashMap<>();
    Sites sites = new Sites(new HashSet<>(), new HashSet<>(), new HashSet<>());
    String status = harmonise(head, complete, values, after, sites);
    List<Row> made = new ArrayList<>();
    regions.forEach(
        (region, one) ->
            one.scans().forEach(scan -> made.add(row(one, scan, after, log, status, sites))));
    return made;
  }

  private boolean keepsAge() {
    return settings.tests().covariates().contains(Covariate.AGE);
  }

  private static Map<String, Double> values(OutcomeCase one, boolean log) {
    Map<String, Double> values = new HashMap<>();
    for (CaseScan scan : one.scans()) {
      if (scan.value() != null && (!log || scan.value() > 0)) {
        values.put(scan.scan(), log ? Math.log(scan.value()) : scan.value());
      }
    }
    return values;
  }

  /** Fills scan to region to value; returns ok or why there is nothing. */
  private String harmonise(
      OutcomeCase head,
      List<CaseScan> complete,
      Map<String, Map<String, Double>> values,
      Map<String, Map<String, Double>> after,
      Sites sites) {
    boolean all = settings.tests().harmoniseOn() == HarmoniseOn.ALL;
    String control = settings.tests().controlGroup();
    Set<String> people = new HashSet<>();
    List<CaseScan> fitted =
        complete.stream()
            .filter(s -> all || control.equals(s.disease()))
            .filter(s -> people.add(s.participant()))
            .toList();
    List<String> preserved = new ArrayList<>();
    if (rule.affected(head.tracer())) {
      preserved.add("genotype");
    }
    if (keepsAge()) {
      preserved.add("age");
    }
    if (all) {
      preserved.add("disease");
    }
    // A region without spread has no site effect, and must not cost the others theirs.
    values.forEach(
        (region, own) -> {
          if (fitted.stream().map(s -> own.get(s.scan())).distinct().count() < 2) {
            sites.constantRegions().add(region);
          }
        });
    Map<String, Map<String, Double>> varying = new TreeMap<>(values);
    varying.keySet().removeAll(sites.constantRegions());
    try {
      CombatPrior prior =
          settings.tests().harmonisation() == Harmonisation.PARAMETRIC
              ? CombatPrior.PARAMETRIC
              : CombatPrior.NON_PARAMETRIC;
      Observations model = table(fitted, varying);
      preserved.removeIf(p -> model.isFactor(p) && model.levels(p).size() < 2);
      Combat combat = Combat.fit(model, List.copyOf(varying.keySet()), "site", preserved, prior);
      sites.fitted().addAll(model.levels("site"));
      sites.ofOne().addAll(combat.shiftedOnly());
      // A site or level that nobody of the fit has cannot be harmonised: those scans stay without.
      List<CaseScan> known =
          complete.stream()
              .filter(s -> model.levels("site").contains(s.site()))
              .filter(
                  s ->
                      !preserved.contains("genotype")
                          || model.levels("genotype").contains(s.genotype()))
              .toList();
      Observations clean = combat.apply(table(known, varying));
      for (String region : varying.keySet()) {
        double[] column = clean.numeric(region);
        for (int i = 0; i < column.length; i++) {
          after.computeIfAbsent(known.get(i).scan(), s -> new HashMap<>()).put(region, column[i]);
        }
      }
      return "ok";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static Observations table(List<CaseScan> scans, Map<String, Map<String, Double>> values) {
    Observations rows = Observations.of(scans.stream().map(CaseScan::scan).toList());
    for (Map.Entry<String, Map<String, Double>> region : values.entrySet()) {
      double[] column = scans.stream().mapToDouble(s -> region.getValue().get(s.scan())).toArray();
      rows = rows.withNumeric(region.getKey(), column);
    }
    List<String> genotypes = new ArrayList<>();
    scans.forEach(s -> genotypes.add(s.genotype()));
    double[] ages =
        scans.stream().mapToDouble(s -> s.age() == null ? Double.NaN : s.age()).toArray();
    return rows.withFactor("site", scans.stream().map(CaseScan::site).toList())
        .withFactor("disease", scans.stream().map(CaseScan::disease).toList())
        .withFactor("genotype", genotypes)
        .withNumeric("age", ages);
  }

  private Row row(
      OutcomeCase one,
      CaseScan scan,
      Map<String, Map<String, Double>> after,
      boolean log,
      String status,
      Sites sites) {
    Double value = after.getOrDefault(scan.scan(), Map.of()).get(one.region());
    String own = value == null ? sites.why(scan.site(), one.region()) : "ok";
    Double shown = value;
    if (log && value != null) {
      shown = Math.exp(value);
    }
    return new Cells(SCHEMA)
        .copy(one.head(), OutcomeCases.KEY)
        .put("scan", scan.scan())
        .put("participant_id", scan.participant())
        .put("site", scan.site())
        .put("value_before", scan.value())
        .put("value_after", shown)
        .put("transform", log ? "log" : "none")
        .put("harmonisation", Selection.lower(settings.tests().harmonisation()))
        .put("fitted_on", Selection.lower(settings.tests().harmoniseOn()))
        .put("flags", sites.ofOne().contains(scan.site()) ? List.of("site_of_one") : List.of())
        .put("status", status.equals("ok") ? own : status)
        .put("version", Version.current())
        .row();
  }

  /**
   * What a fit found at odds.
   *
   * @param fitted sites with a fitted person
   * @param ofOne sites with one fitted person: only their shift is removed
   * @param constantRegions regions that are equal in all fitted people
   */
  private record Sites(Set<String> fitted, Set<String> ofOne, Set<String> constantRegions) {
    String why(String site, String region) {
      if (constantRegions.contains(region)) {
        return "Cannot harmonise: " + region + " is constant over the fitted people";
      }
      if (site != null && !fitted.contains(site)) {
        return "Cannot harmonise: site " + site + " has none of the fitted people";
      }
      return "site, genotype, age or a region is missing or not fitted";
    }
  }
}
