package org.tacflow.numerics;

/**
 * Weighted linear least squares with few columns, by Householder reflections.
 *
 * <p>Minimises {@code Σ w (y − Σ x_j b_j)²}. Made once for a size and then used again and again:
 * {@link #clear}, {@link #add} per row, {@link #solve}. Allocates nothing after it is made. Not for
 * two threads at once. Source: Golub and Van Loan, Matrix Computations, section 5.3.
 */
public final class LinearRegression {
  // Relative size of a diagonal of R below which the columns count as dependent.
  private static final double DEPENDENT = 1e-11;

  private final int columns;
  private final double[][] design;
  private final double[] right;
  private final double[] coefficients;
  private final double[][] inverse;
  private int rows;
  private double weightedRss;

  private LinearRegression(int maxRows, int columns) {
    this.columns = columns;
    this.design = new double[columns][maxRows];
    this.right = new double[maxRows];
    this.coefficients = new double[columns];
    this.inverse = new double[columns][columns];
  }

  /** Room for so many rows and columns. */
  public static LinearRegression of(int maxRows, int columns) {
    if (columns < 1 || maxRows < 1) {
      throw new IllegalArgumentException(
          "Invalid regression: "
              + maxRows
              + " rows and "
              + columns
              + " columns (must be at least one of each)");
    }
    return new LinearRegression(maxRows, columns);
  }

  /** Forgets all rows. */
  public void clear() {
    rows = 0;
  }

  /**
   * Adds a row; one of weight 0 is left out.
   *
   * @param x one value per column; copied
   */
  public void add(double weight, double y, double[] x) {
    if (weight > 0) {
      double root = Math.sqrt(weight);
      for (int j = 0; j < columns; j++) {
        design[j][rows] = root * x[j];
      }
      right[rows++] = root * y;
    }
  }

  /** Rows with weight. */
  public int rows() {
    return rows;
  }

  /**
   * Solves; afterwards {@link #coefficient}, {@link #covariance} and {@link #weightedRss} hold.
   *
   * @return false when there are fewer rows than columns, the columns depend on one another, or a
   *     value is not finite
   */
  public boolean solve() {
    if (rows < columns) {
      return false;
    }
    for (int k = 0; k < columns; k++) {
      double before = norm(design[k], 0);
      double below = norm(design[k], k);
      if (!(below > DEPENDENT * before) || Double.isInfinite(before)) {
        return false;
      }
      reflect(k, design[k][k] > 0 ? -below : below);
    }
    weightedRss = 0;
    for (int i = columns; i < rows; i++) {
      weightedRss += right[i] * right[i];
    }
    substitute();
    return Double.isFinite(weightedRss);
  }

  private double norm(double[] column, int from) {
    double sum = 0;
    for (int i = from; i < rows; i++) {
      sum += column[i] * column[i];
    }
    return Math.sqrt(sum);
  }

  /** Reflects column k onto alpha in row k, and all later columns with it. */
  private void reflect(int k, double alpha) {
    double[] v = design[k];
    v[k] -= alpha;
    double squared = 0;
    for (int i = k; i < rows; i++) {
      squared += v[i] * v[i];
    }
    for (int j = k + 1; j <= columns; j++) {
      double[] target = j < columns ? design[j] : right;
      double dot = 0;
      for (int i = k; i < rows; i++) {
        dot += v[i] * target[i];
      }
      double factor = 2 * dot / squared;
      for (int i = k; i < rows; i++) {
        target[i] -= factor * v[i];
      }
    }
    v[k] = alpha;
  }

  /** Back substitution for the coefficients and for the inverse of R. */
  private void substitute() {
    for (int k = columns - 1; k >= 0; k--) {
      double sum = right[k];
      for (int j = k + 1; j < columns; j++) {
        sum -= design[j][k] * coefficients[j];
      }
      coefficients[k] = sum / design[k][k];
    }
    for (int c = 0; c < columns; c++) {
      for (int k = columns - 1; k >= 0; k--) {
        double sum = k == c ? 1 : 0;
        for (int j = k + 1; j < columns; j++) {
          sum -= design[j][k] * inverse[j][c];
        }
        inverse[k][c] = sum / design[k][k];
      }
    }
  }

  /** Coefficient of column {@code j}. */
  public double coefficient(int j) {
    return coefficients[j];
  }

  /** Sum of weight times squared residual. */
  public double weightedRss() {
    return weightedRss;
  }

  /** Entry of {@code (XᵀWX)⁻¹}. */
  public double unscaledCovariance(int a, int b) {
    double sum = 0;
    for (int c = 0; c < columns; c++) {
      sum += inverse[a][c] * inverse[b][c];
    }
    return sum;
  }

  /**
   * Covariance of two coefficients, {@code s² (XᵀWX)⁻¹} with {@code s² = weightedRss/(rows −
   * columns)}; NaN when there are as many rows as columns.
   */
  public double covariance(int a, int b) {
    double sum = unscaledCovariance(a, b);
    return rows > columns ? sum * weightedRss / (rows - columns) : Double.NaN;
  }

  /** Standard error of coefficient {@code j}. */
  public double standardError(int j) {
    return Math.sqrt(covariance(j, j));
  }

  /**
   * Standard error of {@code −b₀/b₁}-like ratios: of {@code b_top / b_bottom}, by the delta method.
   */
  public double ratioStandardError(int top, int bottom) {
    double byTop = 1 / coefficients[bottom];
    double byBottom = -coefficients[top] * byTop * byTop;
    return Math.sqrt(
        byTop * byTop * covariance(top, top)
            + 2 * byTop * byBottom * covariance(top, bottom)
            + byBottom * byBottom * covariance(bottom, bottom));
  }
}
