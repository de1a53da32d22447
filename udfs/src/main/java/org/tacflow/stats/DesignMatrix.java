package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a linear predictor: an intercept, main effects and interactions.
 *
 * <p>A term is a column name ({@code "age"}) or names joined by a colon ({@code "group:genotype"});
 * an interaction needs its main effects before it. Columns are named as R does, factor + level,
 * {@code groupAD:genotypeMAB}. Immutable.
 */
public final class DesignMatrix {
  /** Name of the column of ones. */
  public static final String INTERCEPT = "(Intercept)";

  private final int rows;
  private final List<String> names = new ArrayList<>();
  private final List<String> termOfColumn = new ArrayList<>();
  private final List<double[]> columns = new ArrayList<>();

  private DesignMatrix(int rows) {
    this.rows = rows;
  }

  /** The design of {@code terms} over complete rows; a missing value is refused. */
  public static DesignMatrix of(Observations rows, FactorCoding coding, List<String> terms) {
    DesignMatrix design = new DesignMatrix(rows.size());
    double[] ones = new double[rows.size()];
    Arrays.fill(ones, 1);
    design.add(INTERCEPT, INTERCEPT, ones);
    for (String term : terms) {
      Map<String, double[]> product = new LinkedHashMap<>();
      for (String factor : term.split(":")) {
        if (!factor.equals(term) && !terms.subList(0, terms.indexOf(term)).contains(factor)) {
          throw new IllegalArgumentException(
              "Cannot build term " + term + ": " + factor + " must be a term before it");
        }
        product = multiply(product, mainEffect(rows, coding, factor));
      }
      product.forEach((name, values) -> design.add(name, term, values));
    }
    return design;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Column names, the intercept first. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** The design without the columns of the given terms. */
  DesignMatrix without(List<String> terms) {
    DesignMatrix rest = new DesignMatrix(rows);
    for (int c = 0; c < columns.size(); c++) {
      if (!terms.contains(termOfColumn.get(c))) {
        rest.add(names.get(c), termOfColumn.get(c), columns.get(c));
      }
    }
    return rest;
  }

  /** The columns, not copied. */
  double[][] columns() {
    return columns.toArray(double[][]::new);
  }

  /** The space of all columns. */
  ColumnSpace space() {
    return ColumnSpace.of(columns(), rows);
  }

  /** Why the columns have no unique coefficients, null when they have. */
  String deficiency(ColumnSpace space) {
    if (!space.dependent().isEmpty()) {
      List<String> bad = space.dependent().stream().map(names::get).toList();
      return "column " + String.join(", ", bad) + " is constant or a combination of the others";
    }
    return rows <= columns.size()
        ? "n = " + rows + " (must be > " + columns.size() + " columns)"
        : null;
  }

  private void add(String name, String term, double[] values) {
    names.add(name);
    termOfColumn.add(term);
    columns.add(values);
  }

  private static Map<String, double[]> mainEffect(
      Observations rows, FactorCoding coding, String name) {
    Map<String, double[]> effect = new LinkedHashMap<>();
    if (!rows.isFactor(name)) {
      effect.put(name, Finite.require(name, rows.numeric(name)));
      return effect;
    }
    List<String> labels = rows.factor(name);
    if (rows.completeCases(name).n() < rows.size()) {
      throw new IllegalArgumentException(
          "Invalid factor " + name + ": a label is missing (must be complete cases)");
    }
    List<String> levels = rows.levels(name);
    for (int level = 1; level < levels.size(); level++) {
      boolean sum = coding == FactorCoding.SUM;
      String own = levels.get(sum ? level - 1 : level);
      String opposite = sum ? levels.get(levels.size() - 1) : null;
      double[] column = new double[labels.size()];
      for (int i = 0; i < column.length; i++) {
        if (labels.get(i).equals(own)) {
          column[i] = 1;
        } else if (labels.get(i).equals(opposite)) {
          column[i] = -1;
        }
      }
      effect.put(name + own, column);
    }
    return effect;
  }

  /** All products of a left and a right column; the right ones alone when there is no left. */
  private static Map<String, double[]> multiply(
      Map<String, double[]> left, Map<String, double[]> right) {
    if (left.isEmpty()) {
      return right;
    }
    Map<String, double[]> product = new LinkedHashMap<>();
    for (Map.Entry<String, double[]> r : right.entrySet()) {
      for (Map.Entry<String, double[]> l : left.entrySet()) {
        double[] values = l.getValue().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] *= r.getValue()[i];
        }
        product.put(l.getKey() + ":" + r.getKey(), values);
      }
    }
    return product;
  }
}
