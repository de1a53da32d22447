package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.tacflow.config.CohortTests.Covariate;
import org.tacflow.stats.Observations;

/** The people of one test, once each, and how many scans were left out for what. */
final class Selection {
  /** Columns of {@link #observations}. */
  static final String VALUE = "value";

  static final String SCORE = "score";
  static final String GENOTYPE = "rs6971";

  /**
   * What a test needs of a person.
   *
   * @param genotype whether the genotype must be known
   * @param covariates which must be known
   * @param log whether the outcome enters as its logarithm
   * @param score the score of a scan, null when it has none; null itself where no score is needed
   */
  record Needs(
      boolean genotype,
      List<Covariate> covariates,
      boolean log,
      Function<CaseScan, Double> score) {}

  final List<CaseScan> kept = new ArrayList<>();
  final List<Double> scores = new ArrayList<>();
  int lab;
  int unknownGenotype;
  int covariate;
  int outcome;
  int score;
  int repeat;
  private final Needs needs;

  private Selection(Needs needs) {
    this.needs = needs;
  }

  /** Of scans in the order of their key: a person counts once, with the first complete scan. */
  static Selection of(List<CaseScan> scans, String tracer, GenotypeRule rule, Needs needs) {
    Selection selection = new Selection(needs);
    Set<String> people = new HashSet<>();
    for (CaseScan scan : scans) {
      Double score = needs.score() == null ? Double.valueOf(0) : needs.score().apply(scan);
      if (rule.excludes(tracer, scan)) {
        selection.lab++;
      } else if (needs.genotype() && scan.genotype() == null) {
        selection.unknownGenotype++;
      } else if (needs.covariates().stream().anyMatch(c -> cell(scan, c) == null)) {
        selection.covariate++;
      } else if (scan.value() == null || (needs.log() && !(scan.value() > 0))) {
        selection.outcome++;
      } else if (score == null) {
        selection.score++;
      } else if (!people.add(scan.participant())) {
        selection.repeat++;
      } else {
        selection.kept.add(scan);
        selection.scores.add(score);
      }
    }
    return selection;
  }

  int n() {
    return kept.size();
  }

  /** Outcomes, as their logarithms where that was asked for. */
  double[] values() {
    return kept.stream().mapToDouble(s -> needs.log() ? Math.log(s.value()) : s.value()).toArray();
  }

  double[] scoreValues() {
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Genotypes of those kept; null where unknown. */
  List<String> genotypes() {
    List<String> genotypes = new ArrayList<>();
    kept.forEach(scan -> genotypes.add(scan.genotype()));
    return genotypes;
  }

  /** Person, outcome and score of everyone, for cases too few for a test. */
  List<String> cases() {
    double[] values = values();
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      double own = needs.score() == null ? Double.NaN : scores.get(i);
      cases.add(Cases.text(kept.get(i), values[i], own));
    }
    return cases;
  }

  boolean estimatesDiffer() {
    return kept.stream().anyMatch(CaseScan::estimatesDiffer);
  }

  /** Columns held constant: the genotype where it is needed, then the covariates. */
  List<String> held() {
    List<String> names = new ArrayList<>();
    if (needs.genotype()) {
      names.add(GENOTYPE);
    }
    needs.covariates().forEach(c -> names.add(name(c)));
    return names;
  }

  /** Values, scores and held columns by person. */
  Observations observations() {
    Observations rows =
        Observations.of(kept.stream().map(CaseScan::participant).toList())
            .withNumeric(VALUE, values())
            .withNumeric(SCORE, scoreValues());
    if (needs.genotype()) {
      rows = rows.withFactor(GENOTYPE, genotypes());
    }
    for (Covariate covariate : needs.covariates()) {
      rows = with(rows, covariate, kept);
    }
    return rows;
  }

  /** Rows with one more column. */
  static Observations with(Observations rows, Covariate covariate, List<CaseScan> scans) {
    if (covariate == Covariate.AGE) {
      return rows.withNumeric("age", scans.stream().mapToDouble(CaseScan::age).toArray());
    }
    List<String> labels = new ArrayList<>();
    scans.forEach(scan -> labels.add((String) cell(scan, covariate)));
    return rows.withFactor(name(covariate), labels);
  }

  /** Name of a covariate's column. */
  static String name(Covariate covariate) {
    return lower(covariate);
  }

  /** An option as it stands in tables. */
  static String lower(Enum<?> option) {
    return option.name().toLowerCase(Locale.ROOT);
  }

  private static Object cell(CaseScan scan, Covariate covariate) {
    return switch (covariate) {
      case AGE -> scan.age();
      case SEX -> scan.sex();
      case SITE -> scan.site();
    };
  }

  /** Number of people by label, null labels left out. */
  static Map<String, Integer> counts(List<String> labels) {
    Map<String, Integer> counts = new HashMap<>();
    labels.stream().filter(l -> l != null).forEach(l -> counts.merge(l, 1, Integer::sum));
    return counts;
  }

  /** Fills the columns of what was left out. */
  void fill(Cells cells) {
    cells
        .put("excluded_lab", lab)
        .put("excluded_genotype", unknownGenotype)
        .put("excluded_covariate", covariate)
        .put("excluded_outcome", outcome)
        .put("excluded_repeat", repeat);
  }
}
