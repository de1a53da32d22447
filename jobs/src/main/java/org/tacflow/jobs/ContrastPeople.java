package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.tacflow.jobs.OutcomeCase.Stratum;
import org.tacflow.stats.ContingencyTest;
import org.tacflow.stats.GroupContrast;
import org.tacflow.stats.Observations;
import org.tacflow.stats.OutcomeScale;
import org.tacflow.stats.Power;

/** The people of one contrast, chosen once for all tests, and what every row says of them. */
final class ContrastPeople {
  static final String GROUP = "group";
  static final String OTHER = "comparator";
  static final String MEMBER = "member";

  private static final int HEADLINE_N = 10;
  private static final double LEVEL = 0.05;
  private static final double POWER = 0.8;

  private final OutcomeCase one;
  private final Stratum group;
  private final Stratum comparator;
  final Selection.Needs needs;
  private final GenotypeRule rule;
  private final int minimumN;
  private final List<String> marks;
  final Selection first;
  final Selection second;
  private final Selection both;

  ContrastPeople(
      OutcomeCase one,
      Stratum group,
      Stratum comparator,
      Selection.Needs needs,
      GenotypeRule rule,
      int minimumN,
      List<String> marks) {
    this.marks = List.copyOf(marks);
    this.one = one;
    this.group = group;
    this.comparator = comparator;
    this.needs = needs;
    this.rule = rule;
    this.minimumN = minimumN;
    List<CaseScan> scans = new ArrayList<>(group.scans());
    scans.addAll(comparator.scans());
    this.first = Selection.of(group.scans(), one.tracer(), rule, needs);
    this.second = Selection.of(comparator.scans(), one.tracer(), rule, needs);
    this.both = Selection.of(scans, one.tracer(), rule, needs);
  }

  /** Rows of everyone with the group as a factor, the comparator first. */
  Observations members() {
    List<String> labels = new ArrayList<>(Collections.nCopies(first.n(), GROUP));
    labels.addAll(Collections.nCopies(second.n(), OTHER));
    return both.observations().withFactor(MEMBER, labels, List.of(OTHER, GROUP));
  }

  /** The held columns that vary: a factor with one level holds nothing. */
  List<String> held(Observations rows) {
    return both.held().stream()
        .filter(name -> !rows.isFactor(name) || rows.levels(name).size() > 1)
        .toList();
  }

  /** The group's difference at equal held columns; a logarithm is in the values already. */
  GroupContrast adjusted(Observations rows) {
    return GroupContrast.adjusted(
        rows, Selection.VALUE, OutcomeScale.LINEAR, MEMBER, OTHER, GROUP, held(rows));
  }

  /** Whether a group is too small for a test; then the cells say so and hold its people. */
  boolean tooFew(Cells cells) {
    String why = null;
    if (first.n() < minimumN || second.n() < minimumN) {
      why = "n = " + first.n() + " and " + second.n() + " (must be >= " + minimumN + " each)";
      cells.put("status", why);
      cells.put("cases", first.n() < minimumN ? first.cases() : second.cases());
    }
    return why != null;
  }

  /** A row of a method without its numbers. */
  Cells describe(String method) {
    Cells cells = new Cells(CaseContrasts.SCHEMA);
    OutcomeCases.KEY.forEach(column -> cells.put(column, one.head().getAs(column)));
    both.fill(cells);
    double p = genotypeP();
    List<String> groups =
        List.of(group.disease(), group.subgroup(), comparator.disease(), comparator.subgroup());
    return cells
        .put("disease", group.disease())
        .put("subgroup", group.subgroup())
        .put("comparator", comparator.disease())
        .put("comparator_subgroup", comparator.subgroup())
        .put("method", method)
        .put("covariates", String.join(" ", both.held()))
        .put("transform", needs.log() ? "log" : "none")
        .put("n_group", first.n())
        .put("n_comparator", second.n())
        .put("mean_group", mean(first.values()))
        .put("mean_comparator", mean(second.values()))
        .put("sd_group", sd(first.values()))
        .put("sd_comparator", sd(second.values()))
        .put(
            "smallest_detectable",
            Power.smallestDetectableDifference(first.n(), second.n(), POWER, LEVEL))
        .put("genotype_p", p)
        .put("family", Families.id(one.head(), groups, List.of(method)))
        .put("flags", flags(p))
        .put("version", Version.current());
  }

  private List<String> flags(double genotypeP) {
    List<String> flags = new ArrayList<>();
    if (!needs.genotype() && rule.sensitive(one.tracer())) {
      flags.add("genotype_unadjusted");
    }
    if (rule.affected(one.tracer()) && genotypeP < LEVEL) {
      flags.add("genotype_imbalance");
    }
    if (Math.min(first.n(), second.n()) < HEADLINE_N) {
      flags.add("small_n");
    }
    if (first.estimatesDiffer() || second.estimatesDiffer()) {
      flags.add("estimates_differ");
    }
    flags.addAll(marks);
    return flags;
  }

  private double genotypeP() {
    return ContingencyTest.fisherExact(
            new int[][] {genotypes(first.genotypes()), genotypes(second.genotypes())})
        .p();
  }

  /** Counts of HAB, MAB and LAB. */
  static int[] genotypes(List<String> genotypes) {
    Map<String, Integer> counts = Selection.counts(genotypes);
    return new int[] {
      counts.getOrDefault("HAB", 0), counts.getOrDefault("MAB", 0), counts.getOrDefault("LAB", 0)
    };
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double sd(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
