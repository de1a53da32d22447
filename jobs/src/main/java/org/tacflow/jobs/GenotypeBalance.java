package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.tacflow.config.CohortConfig;
import org.tacflow.stats.ContingencyTest;
import org.tacflow.stats.HardyWeinberg;
import org.tacflow.study.SubgroupLabels;
import org.tacflow.tables.Tables;

/** Genotypes per tracer and group: counts, the test against the controls, Hardy-Weinberg. */
final class GenotypeBalance {
  private static final double LEVEL = 0.05;

  private final GenotypeRule rule;
  private final String control;
  private final String tracer;
  private final Map<String, Row> people;

  private GenotypeBalance(
      GenotypeRule rule, String control, String tracer, Map<String, Row> people) {
    this.rule = rule;
    this.control = control;
    this.tracer = tracer;
    this.people = people;
  }

  /** Rows of the table; a person counts once per tracer. */
  static List<Row> rows(RunContext run) {
    Map<String, Map<String, Row>> byTracer = new TreeMap<>();
    for (Row row :
        run.tables()
            .read(Tables.COHORT)
            .where("status = 'joined' and tracer is not null")
            .collectAsList()) {
      byTracer
          .computeIfAbsent(row.getAs("tracer"), tracer -> new TreeMap<>())
          .putIfAbsent(row.getAs("participant_id"), row);
    }
    CohortConfig.Correlations settings = run.config().correlations();
    GenotypeRule rule = GenotypeRule.of(settings);
    List<Row> rows = new ArrayList<>();
    byTracer.forEach(
        (tracer, people) ->
            rows.addAll(
                new GenotypeBalance(rule, settings.tests().controlGroup(), tracer, people).rows()));
    return rows;
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    TreeSet<String> diseases = new TreeSet<>();
    people.values().forEach(row -> diseases.add(row.getAs("disease")));
    int[][] table =
        diseases.stream().map(d -> counts(group(d, OutcomeCase.ALL))).toArray(int[][]::new);
    rows.add(
        row(OutcomeCase.ALL, OutcomeCase.ALL, List.copyOf(people.values()), table, "each other"));
    for (String disease : diseases) {
      if (disease.equals(OutcomeCase.ALL)) {
        continue;
      }
      TreeSet<String> subgroups = new TreeSet<>();
      for (Row person : group(disease, OutcomeCase.ALL)) {
        subgroups.addAll(SubgroupLabels.split(person.getAs("subgroup")));
      }
      Stream.concat(Stream.of(OutcomeCase.ALL), subgroups.stream())
          .forEach(subgroup -> rows.add(againstControls(disease, subgroup)));
    }
    return rows;
  }

  private Row againstControls(String disease, String subgroup) {
    List<Row> own = group(disease, subgroup);
    boolean controls = disease.equals(control);
    int[][] table = {counts(own), counts(group(control, OutcomeCase.ALL))};
    return row(disease, subgroup, own, controls ? null : table, control);
  }

  private Row row(
      String disease, String subgroup, List<Row> own, int[][] table, String comparedWith) {
    int[] counts = counts(own);
    int typed = counts[0] + counts[1] + counts[2];
    int unknown =
        (int) own.stream().filter(p -> "not_genotyped".equals(p.getAs("genotype_status"))).count();
    Cells cells =
        new Cells(Tables.GENOTYPE_BALANCE.schema())
            .put("tracer", tracer)
            .put("disease", disease)
            .put("subgroup", subgroup)
            .put("n", own.size())
            .put("hab", counts[0])
            .put("mab", counts[1])
            .put("lab", counts[2])
            .put("unknown", unknown)
            .put("refused", own.size() - typed - unknown)
            .put("lab_excluded", rule.excludesLab(tracer))
            .put("status", "ok")
            .put("version", Version.current());
    List<String> flags = new ArrayList<>();
    if (typed < own.size()) {
      flags.add("unknown_genotype");
    }
    if (table != null && test(cells, table, comparedWith) < LEVEL) {
      flags.add("genotype_imbalance");
    }
    if (typed > 0 && hardyWeinberg(cells, counts) < LEVEL) {
      flags.add("hardy_weinberg");
    }
    return cells.put("flags", flags).row();
  }

  private static double test(Cells cells, int[][] table, String comparedWith) {
    ContingencyTest fisher = ContingencyTest.fisherExact(table);
    boolean large = fisher.df() > 0 && fisher.reason() != null;
    ContingencyTest test = large ? ContingencyTest.chiSquare(table) : fisher;
    cells
        .put("compared_with", comparedWith)
        .put("test", large ? "chi_square" : "fisher")
        .put("p", test.p())
        .put("smallest_expected", test.smallestExpected())
        .put("status", test.reason() == null ? "ok" : "no test: " + test.reason());
    return test.p();
  }

  private static double hardyWeinberg(Cells cells, int[] counts) {
    HardyWeinberg check = HardyWeinberg.of(counts[0], counts[1], counts[2]);
    cells
        .put("low_allele_frequency", check.lowAlleleFrequency())
        .put("hardy_weinberg_chi_square", check.chiSquare())
        .put("hardy_weinberg_p", check.p());
    return check.p();
  }

  private List<Row> group(String disease, String subgroup) {
    return people.values().stream()
        .filter(p -> disease.equals(p.getAs("disease")))
        .filter(
            p ->
                subgroup.equals(OutcomeCase.ALL)
                    || SubgroupLabels.split(p.getAs("subgroup")).contains(subgroup))
        .toList();
  }

  private static int[] counts(List<Row> people) {
    List<String> genotypes = new ArrayList<>();
    people.forEach(person -> genotypes.add(person.getAs("genotype")));
    return ContrastPeople.genotypes(genotypes);
  }
}
