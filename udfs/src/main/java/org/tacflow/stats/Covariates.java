package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Columns that a partial correlation or a permutation test holds constant.
 *
 * <p>Immutable. A factor with L levels among its labels becomes L - 1 indicator columns, so one
 * with a single level adds none; the intercept is implied.
 */
public final class Covariates {
  private static final Covariates NONE = new Covariates(List.of(), List.of(), List.of());

  private final List<String> names;
  private final List<double[]> columns;
  private final List<Boolean> numeric;

  private Covariates(List<String> names, List<double[]> columns, List<Boolean> numeric) {
    this.names = List.copyOf(names);
    this.columns = List.copyOf(columns);
    this.numeric = List.copyOf(numeric);
  }

  /** No covariate. */
  public static Covariates none() {
    return NONE;
  }

  /** With a numeric column of finite values. */
  public Covariates withNumeric(String name, double[] values) {
    return with(name, Finite.require(name, values).clone(), true);
  }

  /** With a factor; a null or blank label is refused. */
  public Covariates withFactor(String name, List<String> labels) {
    TreeSet<String> levels = new TreeSet<>();
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      if (label == null || label.isBlank()) {
        throw new IllegalArgumentException(
            "Invalid " + name + ": no label in row " + i + " (must be present)");
      }
      levels.add(label);
    }
    Covariates result = this;
    for (String level : levels.tailSet(levels.isEmpty() ? "" : levels.first(), false)) {
      double[] indicator = labels.stream().mapToDouble(l -> l.equals(level) ? 1 : 0).toArray();
      result = result.with(name + level, indicator, false);
    }
    return result;
  }

  /** The same columns of the given rows, which may repeat, as resampling does. */
  public Covariates rows(int[] rows) {
    List<double[]> some = new ArrayList<>();
    columns.forEach(c -> some.add(Arrays.stream(rows).mapToDouble(r -> c[r]).toArray()));
    return new Covariates(names, some, numeric);
  }

  /** Number of columns without the intercept, the {@code k} of {@code df = n - 2 - k}. */
  public int size() {
    return names.size();
  }

  /** Column names; an indicator is named factor + level. */
  public List<String> names() {
    return names;
  }

  /** Numeric columns replaced by their mid-ranks. */
  Covariates ranked() {
    List<double[]> ranks = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      ranks.add(numeric.get(c) ? Ranks.of(columns.get(c)) : columns.get(c));
    }
    return new Covariates(names, ranks, numeric);
  }

  /** The space of the intercept (column 0) and the columns. */
  ColumnSpace space(int rows) {
    double[][] all = new double[columns.size() + 1][];
    all[0] = new double[rows];
    Arrays.fill(all[0], 1);
    for (int c = 0; c < columns.size(); c++) {
      Finite.requireSameLength("covariate " + names.get(c), columns.get(c).length, rows);
      all[c + 1] = columns.get(c);
    }
    return ColumnSpace.of(all, rows);
  }

  /** Why the columns cannot all be held constant, null when they can. */
  String deficiency(ColumnSpace space) {
    if (space.dependent().isEmpty()) {
      return null;
    }
    List<String> bad = space.dependent().stream().map(c -> names.get(c - 1)).toList();
    return "covariate " + String.join(", ", bad) + " is constant or a combination of the others";
  }

  private Covariates with(String name, double[] values, boolean isNumeric) {
    if (!columns.isEmpty()) {
      Finite.requireSameLength("covariate " + name, values.length, columns.get(0).length);
    }
    List<String> moreNames = new ArrayList<>(names);
    List<double[]> moreColumns = new ArrayList<>(columns);
    List<Boolean> moreNumeric = new ArrayList<>(numeric);
    moreNames.add(name);
    moreColumns.add(values);
    moreNumeric.add(isNumeric);
    return new Covariates(moreNames, moreColumns, moreNumeric);
  }
}
