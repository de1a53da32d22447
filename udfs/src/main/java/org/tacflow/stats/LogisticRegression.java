package org.tacflow.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * Logistic regression of a yes/no outcome, {@code ln(p/(1-p)) = X b}.
 *
 * <p>Where a combination of columns separates yes from no, the likelihood has no maximum: {@link
 * #fit} then has a reason and no coefficients, {@link #firth} has both. Sources: {@link
 * LogisticLikelihood}; separation by linear programming: Konis 2007, Oxford DPhil thesis; penalised
 * intervals: Heinze and Schemper 2002, doi:10.1002/sim.1047.
 */
public final class LogisticRegression {
  private static final int HALVINGS = 60;

  private final LogisticLikelihood likelihood;
  private final double[] beta;
  private final List<Coefficient> coefficients;
  private final boolean separated;
  private final String reason;

  private LogisticRegression(
      LogisticLikelihood likelihood,
      double[] beta,
      List<Coefficient> coefficients,
      boolean separated,
      String reason) {
    this.likelihood = likelihood;
    this.beta = beta;
    this.coefficients = List.copyOf(coefficients);
    this.separated = separated;
    this.reason = reason;
  }

  /** Maximum likelihood; {@code outcome[i]} is 0 or 1. */
  public static LogisticRegression fit(DesignMatrix design, double[] outcome) {
    return fit(design, outcome, LogisticLikelihood.plain(design.columns(), outcome), true);
  }

  /** Firth's penalised likelihood, finite under separation; {@code outcome[i]} is 0 or 1. */
  public static LogisticRegression firth(DesignMatrix design, double[] outcome) {
    return fit(design, outcome, LogisticLikelihood.firth(design.columns(), outcome), false);
  }

  /** Coefficients on the log-odds scale with Wald tests; empty when there is a reason. */
  public List<Coefficient> coefficients() {
    return coefficients;
  }

  /** Whether a combination of columns separates yes from no, completely or up to ties. */
  public boolean separated() {
    return separated;
  }

  /** Why there are no coefficients, null when there are. */
  public String reason() {
    return reason;
  }

  /** Maximised log-likelihood, with Firth's penalty if any; NaN when there is a reason. */
  public double logLikelihood() {
    return reason == null ? likelihood.value(beta) : Double.NaN;
  }

  /**
   * The odds ratio per {@code unit} of a column with Wald and profile intervals.
   *
   * <p>A profile end is where twice the log-likelihood, maximised over the other coefficients, has
   * fallen by the 95 % quantile of chi-square with one degree of freedom.
   */
  public OddsRatio oddsRatio(String name, double unit) {
    if (reason != null) {
      throw new IllegalStateException("Cannot give an odds ratio: " + reason);
    }
    if (!(unit > 0)) {
      throw new IllegalArgumentException("Invalid unit: " + unit + " (must be positive)");
    }
    List<String> names = coefficients.stream().map(Coefficient::name).toList();
    int c = names.indexOf(name);
    if (c < 0) {
      throw new IllegalArgumentException(
          "Invalid coefficient: " + name + " (must be one of " + names + ")");
    }
    Coefficient b = coefficients.get(c);
    return new OddsRatio(
        name,
        unit,
        Math.exp(unit * b.estimate()),
        b.p(),
        Math.exp(unit * b.ciLow()),
        Math.exp(unit * b.ciHigh()),
        Math.exp(unit * profileEnd(c, -b.standardError())),
        Math.exp(unit * profileEnd(c, b.standardError())));
  }

  private double profileEnd(int column, double step) {
    double target = likelihood.value(beta) - Tails.quantileChiSquare(0.95, 1) / 2;
    double inside = beta[column];
    for (int doubling = 0; doubling < 8; doubling++) {
      double outside = beta[column] + step * (1 << doubling);
      double value = profile(column, outside);
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
      if (value < target) {
        return crossing(column, target, inside, outside);
      }
      inside = outside;
    }
    return Math.copySign(Double.POSITIVE_INFINITY, step);
  }

  /** Halving ends though the profile is exact to the maximiser's tolerance only. */
  private double crossing(int column, double target, double above, double below) {
    double inside = above;
    double outside = below;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (inside + outside) / 2;
      double value = profile(column, middle);
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
      if (value < target) {
        outside = middle;
      } else {
        inside = middle;
      }
    }
    return (inside + outside) / 2;
  }

  private double profile(int column, double value) {
    double[] held = beta.clone();
    held[column] = value;
    likelihood.maximise(held, column);
    return likelihood.value(held);
  }

  private static LogisticRegression fit(
      DesignMatrix design, double[] outcome, LogisticLikelihood likelihood, boolean needsOverlap) {
    Finite.requireSameLength("outcome", outcome.length, design.rows());
    for (double y : outcome) {
      if (y != 0 && y != 1) {
        throw new IllegalArgumentException("Invalid outcome: " + y + " (must be 0 or 1)");
      }
    }
    String obstacle = design.deficiency(design.space());
    if (obstacle == null && Finite.constant(outcome)) {
      obstacle = "the outcome is constant";
    }
    boolean separated = obstacle == null && separates(design.columns(), outcome);
    if (separated && needsOverlap) {
      obstacle = "the columns separate the outcomes, the odds ratio is infinite (use Firth)";
    }
    double[] beta = new double[design.names().size()];
    if (obstacle == null && !likelihood.maximise(beta, -1)) {
      obstacle = "the likelihood did not converge";
    }
    if (obstacle != null) {
      return new LogisticRegression(likelihood, beta, List.of(), separated, obstacle);
    }
    double[][] covariance = likelihood.covariance(beta);
    List<Coefficient> coefficients = new ArrayList<>();
    for (int c = 0; c < beta.length; c++) {
      double se = Math.sqrt(covariance[c][c]);
      coefficients.add(Coefficient.normal(design.names().get(c), beta[c], se));
    }
    return new LogisticRegression(likelihood, beta, coefficients, separated, null);
  }

  /**
   * Whether some b has {@code (2y-1) X b >= 0} everywhere and above 0 somewhere: the maximum of the
   * sum within the box |b| ≤ 1 is then above 0.
   */
  private static boolean separates(double[][] columns, double[] y) {
    double[] total = new double[columns.length];
    List<LinearConstraint> constraints = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      double[] signed = new double[columns.length];
      for (int c = 0; c < columns.length; c++) {
        double largest = Arrays.stream(columns[c]).map(Math::abs).max().getAsDouble();
        signed[c] = (2 * y[i] - 1) * columns[c][i] / largest;
        total[c] += signed[c];
      }
      constraints.add(new LinearConstraint(signed, Relationship.GEQ, 0));
    }
    for (int c = 0; c < columns.length; c++) {
      double[] unit = new double[columns.length];
      unit[c] = 1;
      constraints.add(new LinearConstraint(unit, Relationship.LEQ, 1));
      constraints.add(new LinearConstraint(unit, Relationship.GEQ, -1));
    }
    double reached =
        new SimplexSolver()
            .optimize(
                new LinearObjectiveFunction(total, 0),
                new LinearConstraintSet(constraints),
                GoalType.MAXIMIZE,
                new NonNegativeConstraint(false))
            .getValue();
    return reached > 1e-6;
  }
}
