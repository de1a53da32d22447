package org.tacflow.stats;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * A test that rows and columns of a table of counts are independent, e.g. group by genotype.
 *
 * @param n total count
 * @param chiSquare Pearson's statistic without continuity correction; NaN for Fisher's test
 * @param df {@code (rows - 1)(columns - 1)} of rows and columns with a count
 * @param p p value
 * @param smallestExpected smallest expected count; below 5 prefer Fisher's test
 * @param reason why there is no test, null when there is
 */
public record ContingencyTest(
    int n, double chiSquare, int df, double p, double smallestExpected, String reason) {
  /** Tables beyond which the enumeration of Fisher's test is refused. */
  private static final int MOST_TABLES = 2_000_000;

  /** Probabilities within this relative distance count as equal. */
  private static final double SLACK = 1e-7;

  /**
   * Pearson's test: {@code Σ (observed - expected)²/expected}.
   *
   * <p>Rows and columns without a count are left out. Source: Pearson 1900,
   * doi:10.1080/14786440009463897.
   *
   * @param counts {@code [row][column]}, rectangular, not negative
   */
  public static ContingencyTest chiSquare(int[][] counts) {
    int[] rows = margin(counts, true);
    int[] columns = margin(counts, false);
    int n = sum(rows);
    int df = (positive(rows) - 1) * (positive(columns) - 1);
    if (df < 1) {
      return new ContingencyTest(
          n, Double.NaN, 0, Double.NaN, Double.NaN, "one row or column only");
    }
    double chiSquare = 0;
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        double expected = (double) rows[r] * columns[c] / n;
        if (expected > 0) {
          chiSquare += (counts[r][c] - expected) * (counts[r][c] - expected) / expected;
        }
      }
    }
    double p = Tails.upperChiSquare(chiSquare, df);
    return new ContingencyTest(n, chiSquare, df, p, smallestExpected(rows, columns, n), null);
  }

  /**
   * Fisher's exact test: the probability of all tables with these margins that are no more likely.
   *
   * <p>A table with more than two million companions gives a reason. Source: Freeman and Halton
   * 1951, doi:10.1093/biomet/38.1-2.141.
   *
   * @param counts {@code [row][column]}, rectangular, not negative
   */
  public static ContingencyTest fisherExact(int[][] counts) {
    int[] rows = margin(counts, true);
    int[] columns = margin(counts, false);
    int n = sum(rows);
    int df = (positive(rows) - 1) * (positive(columns) - 1);
    if (df < 1) {
      return new ContingencyTest(
          n, Double.NaN, 0, Double.NaN, Double.NaN, "one row or column only");
    }
    double constant = -Gamma.logGamma(n + 1.0);
    for (int margin : rows) {
      constant += Gamma.logGamma(margin + 1.0);
    }
    for (int margin : columns) {
      constant += Gamma.logGamma(margin + 1.0);
    }
    double observed = constant;
    for (int[] row : counts) {
      for (int count : row) {
        observed -= Gamma.logGamma(count + 1.0);
      }
    }
    Enumeration tables = new Enumeration(columns.length, observed + SLACK, n);
    tables.fill(rows.clone(), columns.clone(), 0, 0, constant);
    double smallest = smallestExpected(rows, columns, n);
    return tables.visited > MOST_TABLES
        ? new ContingencyTest(
            n, Double.NaN, df, Double.NaN, smallest, "too many tables to enumerate")
        : new ContingencyTest(n, Double.NaN, df, Math.min(1, tables.p), smallest, null);
  }

  /** Walks all tables with given margins, cell by cell. */
  private static final class Enumeration {
    private final int width;
    private final double limit;
    private final double[] logFactorial;
    private double p;
    private int visited;

    Enumeration(int width, double limit, int n) {
      this.width = width;
      this.logFactorial = new double[n + 1];
      Arrays.setAll(logFactorial, i -> Gamma.logGamma(i + 1.0));
      this.limit = limit;
    }

    /** Fills cell (row, column) with every count that fits; the last row takes what is left. */
    void fill(int[] rows, int[] columns, int row, int column, double log) {
      if (visited > MOST_TABLES) {
        return;
      }
      if (row == rows.length - 1) {
        visited++;
        double whole = log;
        for (int left : columns) {
          whole -= logFactorial[left];
        }
        p += whole <= limit ? Math.exp(whole) : 0;
        return;
      }
      int later = 0;
      for (int c = column + 1; c < width; c++) {
        later += columns[c];
      }
      boolean last = column == width - 1;
      int most = Math.min(rows[row], columns[column]);
      // What the later columns cannot hold must stay here, or the walk runs into dead ends.
      for (int count = Math.max(0, rows[row] - later); count <= most; count++) {
        rows[row] -= count;
        columns[column] -= count;
        double next = log - logFactorial[count];
        fill(rows, columns, last ? row + 1 : row, last ? 0 : column + 1, next);
        rows[row] += count;
        columns[column] += count;
      }
    }
  }

  private static int[] margin(int[][] counts, boolean ofRows) {
    int[] margin = new int[ofRows ? counts.length : counts[0].length];
    for (int r = 0; r < counts.length; r++) {
      Finite.requireSameLength("row " + r, counts[r].length, counts[0].length);
      for (int c = 0; c < counts[r].length; c++) {
        if (counts[r][c] < 0) {
          throw new IllegalArgumentException("Invalid count: " + counts[r][c] + " (must be >= 0)");
        }
        margin[ofRows ? r : c] += counts[r][c];
      }
    }
    return margin;
  }

  private static double smallestExpected(int[] rows, int[] columns, int n) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int row : rows) {
      for (int column : columns) {
        if (row > 0 && column > 0) {
          smallest = Math.min(smallest, (double) row * column / n);
        }
      }
    }
    return smallest;
  }

  private static int positive(int[] margin) {
    int count = 0;
    for (int m : margin) {
      count += m > 0 ? 1 : 0;
    }
    return count;
  }

  private static int sum(int[] margin) {
    int sum = 0;
    for (int m : margin) {
      sum += m;
    }
    return sum;
  }
}
