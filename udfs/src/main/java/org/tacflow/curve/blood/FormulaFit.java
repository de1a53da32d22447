package org.tacflow.curve.blood;

import java.util.Arrays;
import java.util.List;
import org.tacflow.numerics.LeastSquares;
import org.tacflow.numerics.LeastSquaresSolution;
import org.tacflow.numerics.PiecewiseLinear;

/**
 * A formula fitted to samples by weighted least squares from several starts.
 *
 * <p>{@code AIC = n ln(RSS/n) + 2 (k + 1)} with n samples, k parameters and RSS the weighted sum of
 * squared residuals, the weights scaled to mean 1 (Akaike 1974, doi:10.1109/TAC.1974.1100705). AICs
 * are comparable between formulas fitted to the same samples with the same weights. Without numbers
 * the parameters are empty and rss and aic NaN. {@code RSS/n} counts as at least 1e-20, so that
 * exact fits differ by their number of parameters alone.
 */
public final class FormulaFit {
  private static final double EXACT = 1e-20;

  private final TimeFormula formula;
  private final FormulaStatus status;
  private final double[] parameters;
  private final double rss;
  private final double aic;

  private FormulaFit(
      TimeFormula formula, FormulaStatus status, double[] parameters, double rss, double aic) {
    this.formula = formula;
    this.status = status;
    this.parameters = parameters;
    this.rss = rss;
    this.aic = aic;
  }

  /** Fits with all samples counting alike. */
  public static FormulaFit of(TimeFormula formula, PiecewiseLinear samples) {
    double[] ones = new double[samples.size()];
    Arrays.fill(ones, 1);
    return of(formula, samples, ones);
  }

  /**
   * Fits with weights.
   *
   * @param samples knots are the samples, min
   * @param weights weights of squared residuals, one per sample, finite and ≥ 0
   */
  public static FormulaFit of(TimeFormula formula, PiecewiseLinear samples, double[] weights) {
    return of(formula, samples, weights, formula.starts(samples));
  }

  /** Fits again to other values of the same samples, from where this fit ended. */
  FormulaFit again(PiecewiseLinear samples, double[] weights) {
    return of(formula, samples, weights, new double[][] {parameters});
  }

  private static FormulaFit of(
      TimeFormula formula, PiecewiseLinear samples, double[] weights, double[][] starts) {
    List<FormulaParameter> names = formula.parameters();
    double[] scaled = scaled(weights, samples.size());
    int used = 0;
    for (double weight : scaled) {
      used += weight > 0 ? 1 : 0;
    }
    if (used <= names.size()) {
      return unfitted(formula, FormulaStatus.TOO_FEW_SAMPLES);
    }
    double[] lower = names.stream().mapToDouble(FormulaParameter::lower).toArray();
    double[] upper = names.stream().mapToDouble(FormulaParameter::upper).toArray();
    FormulaCurve curve = new FormulaCurve(formula, samples.times(), lower, upper);
    LeastSquaresSolution best =
        LeastSquares.of(curve, scaled, lower, upper).solve(samples.values(), starts);
    if (best == null || !best.converged()) {
      return unfitted(formula, FormulaStatus.NOT_CONVERGED);
    }
    double rss = best.weightedRss();
    double aic = used * Math.log(Math.max(rss / used, EXACT)) + 2 * (names.size() + 1);
    boolean free = (best.atLower() | best.atUpper()) == 0;
    return new FormulaFit(
        formula,
        free ? FormulaStatus.CONVERGED : FormulaStatus.AT_BOUND,
        best.parameters().clone(),
        rss,
        aic);
  }

  private static double[] scaled(double[] weights, int samples) {
    if (weights.length != samples) {
      throw new IllegalArgumentException(
          "Invalid weights: " + weights.length + " (must be " + samples + ", one per sample)");
    }
    double mean = Arrays.stream(weights).sum() / samples;
    return Arrays.stream(weights).map(w -> mean > 0 ? w / mean : 0).toArray();
  }

  /** A formula without numbers, for a reason. */
  static FormulaFit unfitted(TimeFormula formula, FormulaStatus reason) {
    return new FormulaFit(formula, reason, new double[0], Double.NaN, Double.NaN);
  }

  /** The formula. */
  public TimeFormula formula() {
    return formula;
  }

  /** How it ended. */
  public FormulaStatus status() {
    return status;
  }

  /** Parameters in the order of the formula, a copy; empty without numbers. */
  public double[] parameters() {
    return parameters.clone();
  }

  /** Weighted sum of squared residuals, weights of mean 1. */
  public double rss() {
    return rss;
  }

  /** Akaike's criterion. */
  public double aic() {
    return aic;
  }

  /** The fitted value at a time, min; only with numbers. */
  public double value(double minutes) {
    return formula.value(minutes, parameters);
  }
}
