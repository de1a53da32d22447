package org.tacflow.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.tacflow.stats.CompleteCases;
import org.tacflow.stats.Exclusion;
import org.tacflow.stats.Observations;

/** The complete rows of one model by key, and how many were left out for what. */
final class ModelData {
  /** Column of the person. */
  static final String PERSON = "person";

  private final List<Entry> entries;
  private Observations rows;
  private final Map<String, Integer> excluded = new HashMap<>();
  private final Map<String, Entry> byKey = new HashMap<>();

  /**
   * One scan in one region.
   *
   * @param value the outcome, on the scale of the model; NaN without
   * @param score the score; NaN without
   */
  record Entry(CaseScan scan, String region, double value, double score) {
    String key() {
      return scan.scan() + "|" + region;
    }
  }

  private ModelData(List<Entry> entries) {
    this.entries = entries;
    entries.forEach(entry -> byKey.put(entry.key(), entry));
  }

  /**
   * The rows that have every column.
   *
   * @param entries all rows of the stratum
   * @param needed names of columns: value, score and main effects of {@code Analysis.TERMS}
   * @param control diagnosis that groups are set against
   * @param left whether a scan is left out before anything else, as that of a low-affinity binder
   */
  static ModelData of(
      List<Entry> entries, Set<String> needed, String control, Function<CaseScan, Boolean> left) {
    List<Entry> kept = entries.stream().filter(e -> !left.apply(e.scan())).toList();
    ModelData data = new ModelData(kept);
    data.excluded.put("lab", entries.size() - kept.size());
    Observations all = Observations.of(kept.stream().map(Entry::key).toList());
    all = all.withFactor(PERSON, data.labels(CaseScan::participant));
    for (String column : needed) {
      all = data.with(all, column, control);
    }
    CompleteCases complete = all.completeCases(needed.toArray(String[]::new));
    for (Exclusion exclusion : complete.excluded()) {
      data.excluded.merge(reason(exclusion.column()), 1, Integer::sum);
    }
    data.rows = complete.rows();
    return data;
  }

  private static String reason(String column) {
    return switch (column) {
      case Selection.VALUE -> "outcome";
      case Selection.SCORE -> "score";
      case Selection.GENOTYPE -> "genotype";
      default -> "covariate";
    };
  }

  private Observations with(Observations rows, String column, String control) {
    return switch (column) {
      case Selection.VALUE -> rows.withNumeric(column, numbers(Entry::value));
      case Selection.SCORE -> rows.withNumeric(column, numbers(Entry::score));
      case "age" -> rows.withNumeric(column, numbers(e -> orNaN(e.scan().age())));
      case "years" -> rows.withNumeric(column, numbers(e -> orNaN(e.scan().years())));
      case "group" -> grouped(rows, control);
      case "subgroup" ->
          rows.withFactor(
              column, labels(s -> s.subgroups().isEmpty() ? null : s.subgroups().get(0)));
      case "sex" -> rows.withFactor(column, labels(CaseScan::sex));
      case "site" -> rows.withFactor(column, labels(CaseScan::site));
      case "region" -> rows.withFactor(column, entries.stream().map(Entry::region).toList());
      case Selection.GENOTYPE -> rows.withFactor(column, labels(CaseScan::genotype));
      default ->
          throw new IllegalArgumentException(
              "Invalid column: " + column + " (must be one of the terms of an analysis)");
    };
  }

  /** Controls are the level that others are set against. */
  private Observations grouped(Observations rows, String control) {
    List<String> labels = labels(CaseScan::disease);
    Set<String> levels = new LinkedHashSet<>();
    if (labels.contains(control)) {
      levels.add(control);
    }
    levels.addAll(new TreeSet<>(labels));
    return rows.withFactor("group", labels, List.copyOf(levels));
  }

  private static double orNaN(Double value) {
    return value == null ? Double.NaN : value;
  }

  private double[] numbers(ToDoubleFunction<Entry> column) {
    return entries.stream().mapToDouble(column).toArray();
  }

  private List<String> labels(Function<CaseScan, String> column) {
    List<String> labels = new ArrayList<>();
    entries.forEach(entry -> labels.add(column.apply(entry.scan())));
    return labels;
  }

  /** Keeps the rows of each person's first complete scan by key. */
  ModelData firstScans() {
    Map<String, String> first = new HashMap<>();
    List<Integer> kept = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      CaseScan scan = byKey.get(rows.keys().get(row)).scan();
      if (first.computeIfAbsent(scan.participant(), id -> scan.scan()).equals(scan.scan())) {
        kept.add(row);
      }
    }
    excluded.put("repeat", rows.size() - kept.size());
    rows = rows.select(kept.stream().mapToInt(Integer::intValue).toArray());
    return this;
  }

  Observations rows() {
    return rows;
  }

  int people() {
    return new HashSet<>(rows.factor(PERSON)).size();
  }

  /** Whether a person has two rows. */
  boolean repeated() {
    return people() < rows.size();
  }

  boolean estimatesDiffer() {
    return rows.keys().stream().anyMatch(key -> byKey.get(key).scan().estimatesDiffer());
  }

  /** Person, outcome and score of every row, for cases too few for a test. */
  List<String> cases() {
    List<String> cases = new ArrayList<>();
    for (String key : rows.keys()) {
      Entry entry = byKey.get(key);
      cases.add(Cases.text(entry.scan(), entry.value(), entry.score()));
    }
    Collections.sort(cases);
    return cases;
  }

  /** Fills the columns of what was left out. */
  void fill(Cells cells) {
    for (String reason : List.of("lab", "genotype", "covariate", "score", "outcome", "repeat")) {
      cells.put("excluded_" + reason, excluded.getOrDefault(reason, 0));
    }
  }
}
