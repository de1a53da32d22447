package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Named columns over uniquely keyed rows, numbers and factors, the input of every model here.
 *
 * <p>Immutable. A number is missing when it is NaN or infinite, a label when it is null or blank. A
 * repeated key is refused, so that two scans of one person never count as two persons unawares.
 */
public final class Observations {
  private final List<String> keys;
  private final Map<String, double[]> numbers;
  private final Map<String, List<String>> factors;
  private final Map<String, List<String>> declaredLevels;

  private Observations(
      List<String> keys,
      Map<String, double[]> numbers,
      Map<String, List<String>> factors,
      Map<String, List<String>> declaredLevels) {
    this.keys = keys;
    this.numbers = numbers;
    this.factors = factors;
    this.declaredLevels = declaredLevels;
  }

  /** Rows without columns; keys must be unique. */
  public static Observations of(List<String> keys) {
    HashSet<String> seen = new HashSet<>();
    for (String key : keys) {
      if (!seen.add(key)) {
        throw new IllegalArgumentException("Invalid row key: " + key + " (must be unique)");
      }
    }
    return new Observations(List.copyOf(keys), Map.of(), Map.of(), Map.of());
  }

  /** With a numeric column; NaN and infinities are missing. */
  public Observations withNumeric(String name, double[] values) {
    check(name, values.length);
    Map<String, double[]> more = new LinkedHashMap<>(numbers);
    more.put(name, values.clone());
    return new Observations(keys, more, factors, declaredLevels);
  }

  /** With other values in a numeric column that exists. */
  public Observations replacing(String name, double[] values) {
    numeric(name);
    Finite.requireSameLength("column " + name, values.length, keys.size());
    Map<String, double[]> others = new LinkedHashMap<>(numbers);
    others.put(name, values.clone());
    return new Observations(keys, others, factors, declaredLevels);
  }

  /** With a factor whose levels are its labels in ascending order; the first is the reference. */
  public Observations withFactor(String name, List<String> labels) {
    TreeSet<String> levels = new TreeSet<>();
    for (String label : labels) {
      if (!missing(label)) {
        levels.add(label);
      }
    }
    return withFactor(name, labels, List.copyOf(levels));
  }

  /** With a factor of the given levels; the first is the reference; other labels are refused. */
  public Observations withFactor(String name, List<String> labels, List<String> levels) {
    check(name, labels.size());
    for (String label : labels) {
      if (!missing(label) && !levels.contains(label)) {
        throw new IllegalArgumentException(
            "Invalid label of " + name + ": " + label + " (must be one of " + levels + ")");
      }
    }
    Map<String, List<String>> more = new LinkedHashMap<>(factors);
    // The labels may hold null, which immutable lists refuse.
    more.put(name, new ArrayList<>(labels));
    Map<String, List<String>> moreLevels = new LinkedHashMap<>(declaredLevels);
    moreLevels.put(name, List.copyOf(levels));
    return new Observations(keys, numbers, more, moreLevels);
  }

  /**
   * Rows with a value in every named column, sorted by key.
   *
   * <p>Sorting makes every later sum run in the same order whatever the order of arrival. A row
   * that misses several values is listed once, with the first of the named columns.
   */
  public CompleteCases completeCases(String... columns) {
    Integer[] order = new Integer[keys.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> keys.get(a).compareTo(keys.get(b)));
    List<Integer> complete = new ArrayList<>();
    List<Exclusion> excluded = new ArrayList<>();
    for (int row : order) {
      String empty = firstMissing(row, columns);
      if (empty == null) {
        complete.add(row);
      } else {
        excluded.add(new Exclusion(keys.get(row), empty));
      }
    }
    return new CompleteCases(
        select(complete.stream().mapToInt(Integer::intValue).toArray()), excluded);
  }

  /** The given rows in the given order; a row may not be repeated. */
  public Observations select(int[] rows) {
    List<String> someKeys = new ArrayList<>();
    for (int row : rows) {
      someKeys.add(keys.get(row));
    }
    Observations some = of(someKeys);
    for (Map.Entry<String, double[]> column : numbers.entrySet()) {
      some =
          some.withNumeric(
              column.getKey(),
              Arrays.stream(rows).mapToDouble(r -> column.getValue()[r]).toArray());
    }
    for (Map.Entry<String, List<String>> column : factors.entrySet()) {
      List<String> labels = new ArrayList<>();
      for (int row : rows) {
        labels.add(column.getValue().get(row));
      }
      some = some.withFactor(column.getKey(), labels, declaredLevels.get(column.getKey()));
    }
    return some;
  }

  /** Number of rows. */
  public int size() {
    return keys.size();
  }

  /** Row keys in row order. */
  public List<String> keys() {
    return keys;
  }

  /** Whether the column is a factor; an unknown column is refused. */
  public boolean isFactor(String name) {
    if (!factors.containsKey(name) && !numbers.containsKey(name)) {
      throw new IllegalArgumentException(
          "Invalid column: " + name + " (must be one of " + columns() + ")");
    }
    return factors.containsKey(name);
  }

  /** Values of a numeric column, a copy. */
  public double[] numeric(String name) {
    if (isFactor(name)) {
      throw new IllegalArgumentException("Invalid column: " + name + " (must be numeric)");
    }
    return numbers.get(name).clone();
  }

  /** Labels of a factor in row order; missing labels are null or blank. */
  public List<String> factor(String name) {
    if (!isFactor(name)) {
      throw new IllegalArgumentException("Invalid column: " + name + " (must be a factor)");
    }
    return new ArrayList<>(factors.get(name));
  }

  /** Levels of a factor that occur in the rows, in the declared order. */
  public List<String> levels(String name) {
    List<String> labels = factor(name);
    return declaredLevels.get(name).stream().filter(labels::contains).toList();
  }

  /** The named columns as covariates: numbers as they are, factors as L - 1 indicator columns. */
  public Covariates covariates(String... names) {
    Covariates covariates = Covariates.none();
    for (String name : names) {
      covariates =
          isFactor(name)
              ? covariates.withFactor(name, factor(name))
              : covariates.withNumeric(name, numeric(name));
    }
    return covariates;
  }

  private List<String> columns() {
    List<String> names = new ArrayList<>(numbers.keySet());
    names.addAll(factors.keySet());
    return names;
  }

  private String firstMissing(int row, String... columns) {
    for (String column : columns) {
      boolean empty =
          isFactor(column)
              ? missing(factors.get(column).get(row))
              : !Double.isFinite(numbers.get(column)[row]);
      if (empty) {
        return column;
      }
    }
    return null;
  }

  private void check(String name, int length) {
    Finite.requireSameLength("column " + name, length, keys.size());
    if (columns().contains(name)) {
      throw new IllegalArgumentException("Invalid column name: " + name + " (must be new)");
    }
  }

  private static boolean missing(String label) {
    return label == null || label.isBlank();
  }
}
