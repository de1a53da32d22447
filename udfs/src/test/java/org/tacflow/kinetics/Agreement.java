package org.tacflow.kinetics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;
import org.tacflow.testing.GoldenTable;

/** Differences of one quantity between this program and a reference, over the rows of a table. */
final class Agreement {
  private final String table;
  private final String model;
  private final String setting;
  private final String scheme;
  private final String quantity;
  private final double tolerance;
  private final List<Double> differences = new ArrayList<>();
  private double worst = Double.NEGATIVE_INFINITY;
  private String where = "nowhere";

  Agreement(
      String table,
      String model,
      String setting,
      String scheme,
      String quantity,
      double tolerance) {
    this.table = table;
    this.model = model;
    this.setting = setting;
    this.scheme = scheme;
    this.quantity = quantity;
    this.tolerance = tolerance;
  }

  /** Adds a relative difference; NaN counts as infinitely wrong. */
  void relative(String row, double own, double expected) {
    add(row, Math.abs(own - expected) / Math.abs(expected));
  }

  /**
   * Adds a relative difference less what the reference itself lies beside its minimum.
   *
   * <p>An optimiser that stops at a cost {@code S (1 + e)} above the least {@code S} stands at most
   * {@code se √((n − p) e)} beside it, since the cost is {@code S + s² (x/se)²} there with {@code
   * s² = S/(n − p)}. kinfitr stops up to 5e-4 of the cost before the minimum in single rows.
   *
   * @param column name of the quantity in the row, with its relative standard error {@code _rse}
   * @param rss least cost, on kinfitr's forward scheme
   */
  void relativeToMinimum(CSVRecord row, String column, double own, double rss) {
    double expected = GoldenTable.number(row, column);
    double early = Math.max(0, GoldenTable.number(row, "wrss") / rss - 1);
    double error = GoldenTable.number(row, column + "_rse");
    double beside = error * Math.sqrt((GoldenTable.number(row, "n") - fitted(row)) * early);
    double difference = Math.abs(own - expected) / Math.abs(expected);
    add(
        Agreements.where(row),
        Double.isNaN(difference) ? difference : Math.max(0, difference - beside));
  }

  /** Parameters with a standard error are fitted; those derived from them are not counted. */
  private static int fitted(CSVRecord row) {
    int count = 0;
    for (String name : List.of("K1", "k2", "k3", "k4", "Kb", "vB", "inpshift")) {
      boolean known = row.isMapped(name + "_rse") && !row.get(name + "_rse").isEmpty();
      count += known ? 1 : 0;
    }
    return count;
  }

  /** Adds a difference in the unit of the quantity. */
  void absolute(String row, double own, double expected) {
    add(row, Math.abs(own - expected));
  }

  /** Adds how much larger than the reference a cost is; smaller is no fault. */
  void excess(String row, double own, double expected) {
    add(row, own / expected - 1);
  }

  private void add(String row, double difference) {
    double known = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    differences.add(known);
    if (known > worst) {
      worst = known;
      where = row;
    }
  }

  String table() {
    return table;
  }

  String model() {
    return model;
  }

  int rows() {
    return differences.size();
  }

  /** Whether something was compared and nothing differs by more than the tolerance. */
  boolean holds() {
    return rows() > 0 && worst <= tolerance;
  }

  private double median() {
    List<Double> sorted = differences.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : 0.5 * (sorted.get(middle - 1) + sorted.get(middle));
  }

  static String header() {
    return """
        | data set and table | model | setting | scheme | quantity | rows | worst | median | tolerance |
        |---|---|---|---|---|---:|---:|---:|---:|
        """;
  }

  /** A row of the table in Markdown. */
  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %d | %.1e | %.1e | %.1e |%n",
        table,
        model,
        setting,
        scheme,
        quantity,
        rows(),
        worst,
        median(),
        tolerance);
  }

  @Override
  public String toString() {
    return line().trim() + " worst at " + where;
  }
}
