package org.tacflow.stats;

import java.util.ArrayList;
import java.util.List;
import org.tacflow.numerics.InnerProduct;

/**
 * Ordinary least squares: {@code b = (X'X)^-1 X'y}, {@code s² = RSS/(n - p)}, {@code se = s
 * sqrt((X'X)^-1_jj)}.
 *
 * <p>Dependent columns or too few rows leave no coefficients but a reason. Source: Seber and Lee
 * 2003, doi:10.1002/9780471722199.
 */
public final class LinearModel {
  private final List<Coefficient> coefficients;
  private final double residualSumOfSquares;
  private final int residualDf;
  private final String reason;

  private LinearModel(
      List<Coefficient> coefficients, double residualSumOfSquares, int residualDf, String reason) {
    this.coefficients = List.copyOf(coefficients);
    this.residualSumOfSquares = residualSumOfSquares;
    this.residualDf = residualDf;
    this.reason = reason;
  }

  /** The fit of {@code y}, one finite value per row of the design. */
  public static LinearModel fit(DesignMatrix design, double[] y) {
    Finite.requireSameLength("response", y.length, design.rows());
    Finite.require("response", y);
    ColumnSpace space = design.space();
    String deficiency = design.deficiency(space);
    if (deficiency != null) {
      return new LinearModel(List.of(), Double.NaN, 0, deficiency);
    }
    double[] rest = space.residuals(y);
    double rss = InnerProduct.of(rest, rest);
    int df = design.rows() - space.rank();
    double[] beta = space.coefficients(y);
    double[][] inverse = space.inverseCross();
    List<Coefficient> coefficients = new ArrayList<>();
    for (int c = 0; c < beta.length; c++) {
      double se = Math.sqrt(rss / df * inverse[c][c]);
      coefficients.add(Coefficient.student(design.names().get(c), beta[c], se, df));
    }
    return new LinearModel(coefficients, rss, df, null);
  }

  /** {@link #fit(DesignMatrix, double[])} of a column on treatment-coded terms. */
  public static LinearModel fit(Observations rows, String response, List<String> terms) {
    return fit(DesignMatrix.of(rows, FactorCoding.TREATMENT, terms), rows.numeric(response));
  }

  /** Coefficients in column order; empty when there is a reason. */
  public List<Coefficient> coefficients() {
    return coefficients;
  }

  /** The coefficient of a column; an unknown name is refused. */
  public Coefficient coefficient(String name) {
    return coefficients.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid coefficient: "
                        + name
                        + " (must be one of "
                        + coefficients.stream().map(Coefficient::name).toList()
                        + ")"));
  }

  /** Sum of squared residuals, in squared units of the response; NaN when there is a reason. */
  public double residualSumOfSquares() {
    return residualSumOfSquares;
  }

  /** Rows minus columns. */
  public int residualDf() {
    return residualDf;
  }

  /** Why there are no coefficients, null when there are. */
  public String reason() {
    return reason;
  }
}
